using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Outages;

/// <summary>kill -9 and a new start, in every phase of an attempt: nobody's phone rings twice for it, and what can go on goes on.</summary>
public sealed class KilledDaemonTests(SharedAsterisk shared)
{
    [Fact]
    public async Task Killed_WhenClaimed_NobodyRangAndTheCaseGoesOutAgain()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.OpenAsync(world);
        await using (await StateBarrier.BeforeAsync(world, "operator_ringing"))
        {
            await world.LoseCallAsync(scene.Number);
            await world.AttemptIsAsync(scene.Number, "claimed");
            await world.Daemon.KillAsync();
        }

        Assert.Empty(scene.Operators.Calls);
        await world.Daemon.StartAsync();

        var closed = await scene.StartOverAsync(operatorCalls: 1);
        Assert.Equal(["interrupted", "connected"], closed.Outcomes);
        Assert.Equal("interrupted before anybody was dialled", closed.Attempts[0].Why);
        Assert.DoesNotContain(closed.Attempts, a => a is { Outcome: "interrupted", UsesAttempt: true });
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Theory]
    [InlineData(Phase.OperatorRinging)]
    [InlineData(Phase.OperatorAnswered)]
    [InlineData(Phase.CustomerRinging)]
    [InlineData(Phase.Talking)]
    public async Task Killed_InAnAttempt_TheNextProcessTakesItUpAndTheyTalk(Phase phase)
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy(phase));
        await using var scene = await Scene.PlayAsync(world, phase);

        await world.Daemon.KillAsync();
        if (phase == Phase.Talking)
            await scene.TalksAsync();
        await world.Daemon.StartAsync();

        var closed = await scene.FinishAsync(phase);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Equal(
            ["opened", "ready", "claimed", "operator_ringing", "operator_answered", "customer_ringing", "talking", "attempt_ended", "closed"], closed.Kinds.Where(k => k != "held"));
        scene.RangOnce();
        await Until.TrueAsync(() => scene.Operators.Received("BYE") == 1);
        Assert.Equal(0, scene.Customers.Received("CANCEL"));
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Killed_TwiceInOneAttempt_TheThirdProcessTakesItUp()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);

        await world.Daemon.KillAsync();
        await world.Daemon.StartAsync();
        await world.Daemon.KillAsync();
        await world.Daemon.StartAsync();

        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.CustomerRinging)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }
}
