using System.Text;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Callbacks.Detection;

/// <summary>A caller's name is text that a stranger wrote: kept, and never more than text.</summary>
public sealed class HostileCallerTests(CallingWorld fixture) : IClassFixture<CallingWorld>
{
    private CallbackWorld World => fixture.World;

    [Theory]
    [InlineData("EVIL&PJSIP/999|Local/1@x,20,tT ;")]
    [InlineData("EVIL ${SYSTEM(touch /tmp/x)} ${EXTEN} $[1+1]")]
    [InlineData("EVIL <script>alert(1)</script> '; drop table orchestrator.missed_call; --")]
    [InlineData("EVIL \\\"quoted\\\" \\\\")]
    [InlineData("EVIL\rEvent: Hangup\rUniqueid: 1")]
    [InlineData("EVIL command output follows --END COMMAND--")]
    [InlineData("EVIL \u202Egnp.exe\u202C Иван")]
    public async Task OddName_IsKeptAsText_AndTheCustomerIsCalled(string name) => Assert.Equal(name, await NameRecordedAsync(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public async Task LineBreaks_OfANameThatTheDialplanLookedUp_AreKeptAsText_AndHarmNobodyElse()
    {
        // SIP carries none in a name, but a look-up by HTTP may well bring some.
        var victim = CallbackWorld.NewNumber();
        await using var waiting = await World.CallAsync(victim, World.Lane.PlainUnstaffedDid);
        await World.WaitsInAsync(victim, World.Lane.Unstaffed);
        var id = await World.UniqueIdOfAsync(victim);
        var lines = $"EVIL%0d%0aUniqueid%3a%20{id}%0d%0aLinkedid%3a%20{id}%0d%0a%0d%0aEvent%3a%20Hangup";
        await World.Asterisk.CliAsync("module load func_uri.so");
        var did = $"{World.Lane.PlainUnstaffedDid}99";
        string[] steps = [$"Set(CALLERID(name)=${{URIDECODE({lines})}})", "Answer()", $"Queue({World.Lane.Unstaffed})"];
        foreach (var (n, step) in steps.Index())
            Assert.Contains("added", await World.Asterisk.CliAsync($"dialplan add extension {did},{n + 1},{step} into from-trunk"), StringComparison.Ordinal);
        var number = CallbackWorld.NewNumber();

        await World.LoseCallAsync(number, did);

        var missed = Assert.Single(await World.MissedCallsAsync(1, m => m.CallerNumber == number));
        Assert.Equal(Uri.UnescapeDataString(lines), missed.CallerName);
        Assert.Empty(await World.MissesOfAsync(victim));
        await waiting.HangUpAsync();
        Assert.Equal("abandoned", Assert.Single(await World.MissedCallsAsync(1, m => m.CallerNumber == victim)).Reason);
    }

    [Fact]
    public async Task FourKilobytes_AreCut() =>
        Assert.StartsWith("EVIL", await NameRecordedAsync(Encoding.ASCII.GetBytes("EVIL" + new string('x', 4096))), StringComparison.Ordinal);

    [Fact]
    public async Task InvalidUtf8_IsHarmless() =>
        Assert.StartsWith("EVIL", await NameRecordedAsync([.. "EVIL "u8, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80]), StringComparison.Ordinal);

    private async Task<string> NameRecordedAsync(byte[] name)
    {
        await World.PutDownAsync();
        var phone = await World.OperatorAsync(0, PhoneScript.Answers);
        var customers = await World.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();

        await World.LoseCallAsync(number, name: name);

        var closed = await World.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Single(customers.Calls, call => call.User == "+" + number); // whom another test of this world left waiting may be called now as well
        Assert.NotEmpty(phone.Calls);
        Assert.All(
            customers.Calls.Concat(phone.Calls), call => Assert.DoesNotContain(call.Headers, h => h.Value.Contains("EVIL", StringComparison.Ordinal)));
        Assert.DoesNotContain(closed.Timeline, t => t.Text.Contains("EVIL", StringComparison.Ordinal));
        var missed = Assert.Single(await World.MissedCallsAsync(1, m => m.CallerNumber == number));
        Assert.True(missed.CallerName!.Length <= 512);
        return missed.CallerName;
    }
}
