using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Detection;

public sealed class CalledAgainTests(SharedAsterisk shared)
{
    [Fact]
    public async Task CustomerRingsAgain_WhileAnOperatorIsRungForHim_TheRingStops()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await using var others = await world.PauseAsync(2);
        var first = await world.OperatorAsync(0, PhoneScript.Rings);
        var second = await world.OperatorAsync(1, WorldSteps.TalksShortly);
        var customers = await world.CustomersAsync(PhoneScript.Answers);
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        await first.CallArrivesAsync();

        await using var again = await world.CallAsync(number, world.Lane.PlainDid);
        await again.ExitAsync();

        var closed = await world.ClosedAsync(number);
        Assert.Equal("called_again", closed.Disposition);
        Assert.Equal(["interrupted"], closed.Outcomes);
        Assert.False(closed.Attempts[0].UsesAttempt);
        Assert.Equal(
            ["opened", "ready", "claimed", "operator_ringing", "closing", "attempt_ended", "closed"], closed.Kinds.Where(k => k != "held"));
        await Until.TrueAsync(() => first.Received("CANCEL") == 1);
        Assert.Single(first.Calls);
        Assert.Single(second.Calls);
        Assert.Empty(customers.Calls);
        Assert.Single(await world.MissesOfAsync(number));
    }
}
