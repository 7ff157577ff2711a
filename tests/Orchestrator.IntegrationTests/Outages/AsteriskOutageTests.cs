using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig.Asterisk;


namespace Orchestrator.IntegrationTests.Outages;

/// <summary>Asterisk killed or restarted in the midst of a callback, with an orchestrator that lives on.</summary>
public sealed class AsteriskOutageTests(SharedAsterisk shared) : IAsyncLifetime
{
    private PrivateAsterisk asterisk = null!;

    public async ValueTask InitializeAsync() => asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 1 });

    public ValueTask DisposeAsync() => asterisk.DisposeAsync();

    [Theory]
    [InlineData(Phase.OperatorRinging, 2, 1)]
    [InlineData(Phase.OperatorAnswered, 2, 1)]
    [InlineData(Phase.CustomerRinging, 2, 2)]
    public async Task Killed_BeforeTheTalk_TheCaseGoesOutAgain(Phase phase, int operatorCalls, int customerCalls)
    {
        await using var world = await StartAsync(phase);
        await using var scene = await Scene.PlayAsync(world, phase);

        await asterisk.KillAsync();
        await asterisk.StartAsync();

        var closed = await scene.StartOverAsync(operatorCalls);
        Assert.Equal(["interrupted", "connected"], closed.Outcomes);
        Assert.Equal([false, true], closed.Attempts.Select(a => a.UsesAttempt));
        Assert.Equal(operatorCalls, scene.Operators.Calls.Count);
        Assert.Equal(customerCalls, scene.Customers.Calls.Count);
        await Books.AreInOrderAsync(world, scene);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ended_InATalk_ItIsReachedAndTheNextMissedCallWorks(bool killed)
    {
        await using var world = await StartAsync();
        await using var scene = await Scene.PlayAsync(world, Phase.Talking);

        await (killed ? asterisk.KillAsync() : asterisk.StopAsync());
        await asterisk.StartAsync();

        var closed = await world.ClosedAsync(scene.Number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        scene.RangOnce();

        await world.Daemon.ReadyAsync();
        var next = CallbackWorld.NewNumber();
        await world.LoseCallAsync(next);
        await scene.Operators.PickUpAsync(await scene.Operators.CallArrivesAsync(2));
        await scene.Customers.PickUpAsync(await scene.Customers.CallArrivesAsync(2));
        await world.AttemptIsAsync(next, "talking");
        await scene.Operators.HangUpAsync(scene.Operator);
        Assert.Equal("reached", (await world.ClosedAsync(next)).Disposition);
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Restarted_WhileACallerWaits_TheCallCountsAsMissed()
    {
        await using var world = await StartAsync();
        await using var scene = await Scene.OpenAsync(world);
        await using var caller = await world.CallAsync(scene.Number, world.Lane.PlainUnstaffedDid);
        await world.QueueHoldsAsync(world.Lane.Unstaffed, 1);

        await asterisk.KillAsync();
        await asterisk.StartAsync();

        Assert.Equal(["connected"], (await scene.StartOverAsync(operatorCalls: 1)).Outcomes);
        Assert.Single(await world.MissedCallsAsync(1));
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    private async Task<CallbackWorld> StartAsync(Phase phase = Phase.Talking) =>
        await CallbackWorld.StartAsync(asterisk, asterisk.Lanes[0], await shared.Postgres.CreateDatabaseAsync(), Scene.Policy(phase));
}
