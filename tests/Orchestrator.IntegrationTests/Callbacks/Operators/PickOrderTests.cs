using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Operators;

/// <summary>Who is rung, and in what order.</summary>
public sealed class PickOrderTests(SharedAsterisk shared)
{
    [Fact]
    public async Task InTurn_OneAfterTheOther()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await PlayAllAsync(world);

        int[] rung = [await RungAsync(world), await RungAsync(world), await RungAsync(world), await RungAsync(world)];
        Assert.Equal([0, 1, 2, 0], rung);
    }

    [Fact]
    public async Task LongestIdle_WhoTalkedLastComesLast()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Pick = "longest_idle" });
        await PlayAllAsync(world);
        await using (await world.PauseAsync(0, 2))
        {
            await using var live = await world.CallAsync(CallbackWorld.NewNumber(), world.Lane.PlainDid);
            await live.WaitForAsync(m => m is { Received: true, Status: 200 });
            await Until.TrueAsync(async () => (await world.Asterisk.CliAsync($"queue show {world.Lane.Queue}")).Contains("in call", StringComparison.Ordinal));
            await live.HangUpAsync();
        }

        int[] rung = [await RungAsync(world), await RungAsync(world), await RungAsync(world)];
        Assert.Equal([0, 2], rung.Take(2).Order());
        Assert.Equal(1, rung[2]); // that live call was the latest
    }

    [Fact]
    public async Task RingAll_TheFirstToPickUpWins_TheOthersStop()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Pick = "ring_all" });
        Sipp[] phones = [await world.OperatorAsync(0, PhoneScript.Rings), await world.OperatorAsync(1, PhoneScript.Rings), await world.OperatorAsync(2, PhoneScript.Rings)];
        var customers = await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        foreach (var phone in phones)
            await phone.CallArrivesAsync();

        await phones[1].PickUpAsync(phones[1].Calls[0]);

        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Equal(world.Lane.Operators[1].Interface, closed.Attempts[0].Operator);
        Assert.Contains(closed.Timeline, t => t.Text == $"{world.Lane.Operators[1].Interface} picked up.");
        await Until.TrueAsync(() => phones[0].Received("CANCEL") == 1 && phones[2].Received("CANCEL") == 1);
        Assert.Equal([1, 1, 1], phones.Select(p => p.Calls.Count));
        Assert.Single(customers.Calls);
    }

    [Fact]
    public async Task RingAll_WhileTheWinnerTalks_TheOthersTakeTheNextCase()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Pick = "ring_all" });
        await using var third = await world.PauseAsync(2);
        Sipp[] phones = [await world.OperatorAsync(0, PhoneScript.Rings), await world.OperatorAsync(1, PhoneScript.Rings)];
        var customers = await world.CustomersAsync(PhoneScript.Answers);
        var (first, second) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        await world.LoseCallAsync(first);
        await phones[0].PickUpAsync(await phones[0].CallArrivesAsync());
        await world.AttemptIsAsync(first, "talking");

        await world.LoseCallAsync(second);
        await phones[1].PickUpAsync(await phones[1].CallArrivesAsync(2));
        await world.AttemptIsAsync(second, "talking");

        foreach (var call in customers.Calls)
            await customers.HangUpAsync(call);
        Assert.Equal(("reached", "reached"), ((await world.ClosedAsync(first)).Disposition, (await world.ClosedAsync(second)).Disposition));
    }

    [Fact]
    public async Task RingAll_OnlyWhoTalked_HasWrapUp()
    {
        // A PBX of its own: on the shared one, live calls of earlier tests want wrap-up too.
        await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 1 });
        await using var world = await CallbackWorld.StartAsync(
            asterisk, asterisk.Lanes[0], await shared.Postgres.CreateDatabaseAsync(), new LanePolicy { Pick = "ring_all", WrapUp = "10m" });
        await using var third = await world.PauseAsync(2);
        var talks = await world.OperatorAsync(0, PhoneScript.Answers);
        var loses = await world.OperatorAsync(1, PhoneScript.Rings, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
        var (first, second) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        await world.LoseCallAsync(first);
        await world.ClosedAsync(first);
        await Until.TrueAsync(() => loses.Received("CANCEL") == 1);

        await world.LoseCallAsync(second);

        Assert.Equal(world.Lane.Operators[1].Interface, (await world.ClosedAsync(second)).Attempts[0].Operator);
        Assert.Equal((1, 2), (talks.Calls.Count, loses.Calls.Count));
    }

    private static async Task PlayAllAsync(CallbackWorld world)
    {
        for (var i = 0; i < world.Lane.Operators.Count; i++)
            await world.OperatorAsync(i, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
    }

    /// <summary>The operator whom the next callback rings.</summary>
    private static async Task<int> RungAsync(CallbackWorld world)
    {
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        var closed = await world.ClosedAsync(number);
        Assert.Equal(["connected"], closed.Outcomes);
        return world.Lane.Operators.Select(o => o.Interface).ToList().IndexOf(closed.Attempts[0].Operator!);
    }
}
