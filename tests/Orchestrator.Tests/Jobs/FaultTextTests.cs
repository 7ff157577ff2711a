using Orchestrator.Engine.Jobs;
using Xunit;

namespace Orchestrator.Tests.Jobs;

public sealed class FaultTextTests
{
    [Theory]
    [InlineData("Host=db;Password=hunter2;Port=5432", "Host=db;Password=…;Port=5432")]
    [InlineData("password: 'two words' and more", "password=… and more")]
    [InlineData("Authorization: Bearer abc.def-ghi", "Authorization=…")]
    [InlineData("https://anna:hunter2@example.com/x", "https://…@example.com/x")]
    [InlineData("api_key=abc&x=1", "api_key=…&x=1")]
    [InlineData("called +79161234567 twice", "called +7916…67 twice")]
    [InlineData("the tokeniser stopped at 5", "the tokeniser stopped at 5")]
    public void Of_SecretsAndNumbers_AreLeftOut(string message, string kept) =>
        Assert.Equal("System.InvalidOperationException: " + kept, FaultText.Of(new InvalidOperationException(message)));

    [Fact]
    public void Of_ALongText_IsCutAtTheBound()
    {
        var text = FaultText.Of(new InvalidOperationException(new string('x', 100_000)));

        Assert.Equal(FaultText.Longest, text.Length);
        Assert.EndsWith("x…", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ANulCharacter_IsLeftOutBecausePostgresTakesNone() =>
        Assert.DoesNotContain('\0', FaultText.Of(new InvalidOperationException("a\0b")));
}
