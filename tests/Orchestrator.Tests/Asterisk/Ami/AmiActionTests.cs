using System.Text;
using Orchestrator.Asterisk.Ami;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ami;

[Trait("rule", "2")]
public sealed class AmiActionTests : AmiFixture
{
    [Theory]
    [InlineData("a\r\nAction: Originate")]
    [InlineData("a\n")]
    [InlineData("\r")]
    [InlineData("a\0b")]
    public void With_LineBreakOrNul_IsRefused(string hostile)
    {
        var action = new AmiAction("QueuePause");

        Assert.Throws<ArgumentException>(() => action.With("Reason", hostile));
        Assert.Throws<ArgumentException>(() => action.With("Re" + hostile, "x"));
        Assert.Throws<ArgumentException>(() => action.WithVariable("x", hostile));
        Assert.Throws<ArgumentException>(() => action.WithVariable("x" + hostile, "1"));
        Assert.Throws<ArgumentException>(() => new AmiAction("Ping" + hostile));
        Assert.Throws<ArgumentException>(() => AmiActions.QueuePause("PJSIP/101", paused: true, reason: hostile));
    }

    [Fact]
    public void With_LineLongerThanAsteriskReads_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new AmiAction("Setvar").With("Value", new string('x', AmiAction.MaxLine)));

    [Theory]
    [InlineData("ActionID")]
    [InlineData("action")]
    public void With_HeaderOfTheClient_IsRefused(string header) =>
        Assert.Throws<ArgumentException>(() => new AmiAction("Ping").With(header, "1"));

    [Fact]
    public async Task SendAsync_VariablesWithCommas_OneHeaderEach()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        var sent = client.SendAsync(
            new AmiAction("Originate").With("Channel", "PJSIP/101").WithVariable("a", "1,b=2").WithVariable("c", "ü=${X}"), CancellationToken.None);
        var action = await session.ReadActionAsync();
        await session.AnswerAsync(action, "Response: Error\r\nMessage: no\r\n");

        Assert.Equal(["Variable: a=1,b=2", "Variable: c=ü=${X}"], action.Where(l => l.StartsWith("Variable", StringComparison.Ordinal)));
        Assert.False((await sent.WithinDeadlineAsync()).Success);
    }

    [Fact]
    public void ToString_Secrets_AreNotShown()
    {
        Assert.Equal("Login", AmiActions.Login("callback", "s3cret").ToString());
        Assert.DoesNotContain("s3cret", new AmiOptions { Host = "h", User = "u", Secret = "s3cret" }.ToString(), StringComparison.Ordinal);
        Assert.Contains("s3cret", Encoding.UTF8.GetString(AmiActions.Login("callback", "s3cret").Encode("1")), StringComparison.Ordinal);
    }
}
