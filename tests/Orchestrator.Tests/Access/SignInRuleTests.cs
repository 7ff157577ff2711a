using NodaTime;
using Orchestrator.Access;
using Xunit;

namespace Orchestrator.Tests.Access;

public sealed class SignInRuleTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 10, 0);

    [Theory]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(9, 480)]
    [InlineData(10, 900)]
    [InlineData(int.MaxValue, 900)]
    public void LockAfter_Failures_DoublesUpToAQuarterOfAnHour(int failures, int? seconds) =>
        Assert.Equal(seconds is { } s ? Duration.FromSeconds(s) : null, SignInRule.LockAfter(failures));

    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(4, 1, 5)]
    [InlineData(4, 23, 5)]
    [InlineData(4, 24, 1)]
    public void Failures_AfterADay_BeginAnew(int before, int? hoursAgo, int expected) =>
        Assert.Equal(expected, SignInRule.Failures(before, hoursAgo is { } h ? Now - Duration.FromHours(h) : null, Now));

    [Theory]
    [InlineData("short", AccountFault.PasswordTooShort)]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", AccountFault.PasswordRepeats)]
    [InlineData("correct horse Anna", AccountFault.PasswordHasName)]
    [InlineData("correct horse battery", null)]
    public void Fault_Password_IsTold(string password, AccountFault? expected) => Assert.Equal(expected, Passwords.Fault(password, "anna"));

    [Fact]
    public void Fault_NameOfOneLetter_IsNoFault() => Assert.Null(Passwords.Fault("correct horse battery", "a"));
}
