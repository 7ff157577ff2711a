using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Operators;

/// <summary>Only free operators are rung; a case that finds nobody waits without losing anything.</summary>
public sealed class FreeOperatorTests(SharedAsterisk shared)
{
    [Fact]
    public async Task EverybodyIsPaused_StaysReady_GoesOutWhenOneIsFree()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await using var all = await world.PauseAsync(0, 1, 2);
        var phone = await world.OperatorAsync(1, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
        var (first, second) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        await world.LoseCallAsync(first);
        await world.CaseAsync(first, c => c.HeldWhy == "no operator is free");
        await world.LoseCallAsync(second);
        await world.CaseAsync(second, c => c.HeldWhy == "no operator is free"); // so the dispatcher has looked at the first one again
        var held = await world.CaseAsync(first, c => c.State == "ready");
        Assert.Equal(["opened", "ready", "held"], held.Kinds);
        Assert.Empty(held.Attempts);
        Assert.Empty(phone.Calls);

        await world.SetPausedAsync("unpause", 1);

        foreach (var number in new[] { first, second })
        {
            var closed = await world.ClosedAsync(number);
            Assert.Equal("reached", closed.Disposition);
            Assert.Equal(["connected"], closed.Outcomes);
        }

        Assert.Equal(2, phone.Calls.Count);
    }

    [Fact]
    public async Task OperatorTalksToALiveCaller_IsNotRungUntilHeIsDone()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await using var others = await world.PauseAsync(1, 2);
        var phone = await world.OperatorAsync(0, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
        await using var live = await world.CallAsync(CallbackWorld.NewNumber(), world.Lane.PlainDid);
        await phone.WaitForAsync(m => m is { Received: true, Method: "ACK" });
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);
        await world.CaseAsync(number, c => c is { State: "ready", HeldWhy: "no operator is free" });
        Assert.Single(phone.Calls);
        await live.HangUpAsync();

        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Equal(2, phone.Calls.Count);
    }

    [Fact]
    public async Task OperatorHasJustTalkedAndTheDaemonIsKilled_HisWrapUpGoesOn()
    {
        var policy = new LanePolicy { OneOperator = true }; // without a rest at first: Asterisk remembers what the lane's last test made them do
        await using var world = await CallbackWorld.StartAsync(shared, policy);
        var phone = await world.OperatorAsync(0, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
        var (first, second) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        await world.LoseCallAsync(first);
        await world.ClosedAsync(first);

        await world.Daemon.KillAsync();
        foreach (var (name, text) in (policy with { WrapUp = "10m" }).Write(world.Lane))
            await File.WriteAllTextAsync(Path.Combine(world.Policies, name), text);
        await world.Daemon.StartAsync();
        await world.LoseCallAsync(second);

        var held = await world.CaseAsync(second, c => c.HeldWhy == "no operator is free");
        Assert.Contains(held.Timeline, t => t.Kind == "held" && t.Data!.Contains("wrap-up", StringComparison.Ordinal));
        Assert.Single(phone.Calls);
    }

    [Fact]
    public async Task LiveCallersWait_TheyGoFirst()
    {
        await using var world = await CallbackWorld.StartAsync(
            shared, new LanePolicy { Limits = "{ per_number_per_day: 50, concurrent: 5, live_callers_first: true }" });
        await using var all = await world.PauseAsync(0, 1, 2);
        var phone = await world.OperatorAsync(0, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
        var (live, number) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        await using var caller = await world.CallAsync(live, world.Lane.PlainDid);
        await world.WaitsInAsync(live, world.Lane.Queue);

        await world.LoseCallAsync(number);
        await world.CaseAsync(number, c => c.HeldWhy == $"callers wait in queue '{world.Lane.Queue}' and go first");
        await world.SetPausedAsync("unpause", 0);

        await phone.WaitForAsync(m => m is { Received: true, Method: "ACK" });
        Assert.Contains(live, phone.Calls[0]["From"], StringComparison.Ordinal);
        await world.CaseAsync(number, c => c is { State: "ready", HeldWhy: "no operator is free", Attempts.Count: 0 });
        await caller.HangUpAsync();
        Assert.Equal("reached", (await world.ClosedAsync(number)).Disposition);
    }
}
