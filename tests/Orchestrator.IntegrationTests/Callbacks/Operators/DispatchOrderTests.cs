using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Operators;

/// <summary>Which ready case goes out first, and how many at once.</summary>
public sealed class DispatchOrderTests(SharedAsterisk shared)
{
    [Fact]
    public async Task ConcurrentLimit_TheSecondWaitsForTheFirst()
    {
        await using var world = await CallbackWorld.StartAsync(
            shared, new LanePolicy { Limits = "{ per_number_per_day: 50, concurrent: 1, live_callers_first: false }" });
        var phone = await world.OperatorAsync(0, PhoneScript.Rings);
        var other = await world.OperatorAsync(1, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
        var (first, second) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        await world.LoseCallAsync(first);
        var ringing = await phone.CallArrivesAsync();

        await world.LoseCallAsync(second);
        await world.CaseAsync(second, c => c.HeldWhy == "as many callbacks are under way as the policy allows at once (1)");
        Assert.Empty(other.Calls);
        await phone.PickUpAsync(ringing);

        Assert.Equal(["connected"], (await world.ClosedAsync(first)).Outcomes);
        Assert.Equal(["connected"], (await world.ClosedAsync(second)).Outcomes);
        Assert.Single(other.Calls);
    }

    [Fact]
    public async Task NewNumber_GoesBeforeOneThatWasTried()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Retry = "{ busy: { after: 500ms } }" });
        await using var all = await world.PauseAsync(1, 2);
        await world.OperatorAsync(0, PhoneScript.Answers);
        var (tried, fresh) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        var customers = await world.CustomersAsync(
            PhoneScript.Rejects(486) with { ForNumber = "+" + tried, After = TimeSpan.FromSeconds(4) }, WorldSteps.TalksShortly with { ForNumber = "+" + tried }, WorldSteps.TalksShortly);
        await world.LoseCallAsync(tried);
        await customers.CallArrivesAsync();
        await using var operators = await world.PauseAsync(0);
        await world.CaseAsync(tried, c => c is { State: "ready", HeldWhy: not null, Attempts.Count: 1 });
        await world.LoseCallAsync(fresh);
        await world.CaseAsync(fresh, c => c is { State: "ready", HeldWhy: not null });

        await world.SetPausedAsync("unpause", 0);

        Assert.Equal(["connected"], (await world.ClosedAsync(fresh)).Outcomes);
        Assert.Equal(["busy", "connected"], (await world.ClosedAsync(tried)).Outcomes);
        Assert.Equal([tried, fresh, tried], customers.Calls.Select(c => c.User!.TrimStart('+')));
    }
}
