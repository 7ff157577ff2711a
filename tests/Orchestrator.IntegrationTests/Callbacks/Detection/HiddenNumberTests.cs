using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Callbacks.Detection;

/// <summary>The network vouches for a number that its owner does not want shown: <c>Privacy: id</c> beside a P-Asserted-Identity.</summary>
public sealed class HiddenNumberTests(SharedAsterisk shared, WatchingWorld fixture) : IClassFixture<WatchingWorld>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restricted_ByDefault_IsWrittenDownAndLeft(bool isTracked)
    {
        var (world, number) = (fixture.World, CallbackWorld.NewNumber());
        var before = (await world.MissedCallsAsync(0)).Count;

        await HideAsync(world, number, isTracked ? world.Lane.TrackedUnstaffedDid : world.Lane.PlainUnstaffedDid);

        var missed = (await world.MissedCallsAsync(before + 1))[^1];
        Assert.Equal((null, null, "the caller hides the number (restricted: leave)"), (missed.Number, missed.CallerNumber, missed.NoCaseReason));
        Assert.Empty(await world.CasesAsync(number));
    }

    [Fact]
    public async Task Restricted_Call_IsCalledLikeAnyOther()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }", Numbers = new LanePolicy().Numbers + "\nrestricted: call" });
        var number = CallbackWorld.NewNumber();

        await HideAsync(world, number, world.Lane.PlainUnstaffedDid);

        await world.CaseAsync(number, c => c.State == "waiting");
    }

    private static async Task HideAsync(CallbackWorld world, string number, string did)
    {
        await using var caller = await Sipp.CallAsync(world.Asterisk.SipPort, new CallerScript
        {
            Did = did,
            Number = "anonymous",
            Headers = [$"P-Asserted-Identity: <sip:+{number}@127.0.0.1>", "Privacy: id"],
            HangUpAfter = TimeSpan.FromSeconds(1),
        });
        Assert.Equal(0, await caller.ExitAsync());
    }
}
