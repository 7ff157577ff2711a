using Orchestrator.Core.Numbers;
using Xunit;

namespace Orchestrator.Tests.Numbers;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+1234567", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("+123456", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData("+0234567", false)]
    [InlineData("12345678", false)]
    [InlineData("+1234567a", false)]
    [InlineData("+123456７", false)]
    [InlineData("", false)]
    public void FromE164_Text_TakesAPlusAndSevenToFifteenDigits(string text, bool taken) => Assert.Equal(taken, PhoneNumber.FromE164(text) is not null);

    [Fact]
    public void ToString_Number_IsShortenedForLogs() => Assert.Equal("+7495…67", PhoneNumber.FromE164("+74951234567").ToString());

    [Fact]
    public void E164_NoNumber_Throws() => Assert.Throws<InvalidOperationException>(() => default(PhoneNumber).E164);
}
