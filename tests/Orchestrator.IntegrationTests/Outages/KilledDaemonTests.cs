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

    [Theory]
    [InlineData(Phase.OperatorAnswered, "interrupted", "ended unseen")]
    [InlineData(Phase.CustomerRinging, "interrupted", "both legs ended unseen")]
    [InlineData(Phase.Talking, "connected", "talked; the end was not seen")]
    public async Task Killed_WhenTheOperatorsEndIsWrittenAndTheAttemptsIsNot_TheNextProcessWritesIt(Phase phase, string outcome, string why)
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy(phase, retry: "{ interrupted: { after: 1h } }"));
        await using var scene = await Scene.PlayAsync(world, phase);
        await using (await StateBarrier.BeforeAsync(world, "ended"))
        {
            await scene.Operators.HangUpAsync(scene.Operator);
            await Until.TrueAsync(() => world.ScalarAsync<bool>("select ended_at is not null from orchestrator.callback_leg where role = 'operator'"));
            await Until.TrueAsync(async () => (await world.ChannelsAsync(scene.Number)).Count == 0);
            await world.Daemon.KillAsync();
        }

        await world.Daemon.StartAsync();

        var settled = await world.CaseAsync(scene.Number, c => c.Attempts is [{ Outcome: not null }]);
        Assert.Equal([outcome], settled.Outcomes);
        Assert.Contains(why, settled.Attempts[0].Why, StringComparison.Ordinal); // the end of the prompt may be heard before that of the call
        Assert.Single(scene.Operators.Calls);
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Killed_AndTheAttemptMakesNoSenseToTheNextProcess_ItEndsAndTheCaseGoesOutAgain()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);

        await world.Daemon.KillAsync();
        await world.ExecuteAsync("delete from orchestrator.callback_leg where role = 'operator'"); // who picked up is not known
        await world.Daemon.StartAsync();

        var closed = await scene.StartOverAsync(operatorCalls: 2);
        Assert.Equal(["interrupted", "connected"], closed.Outcomes);
        Assert.Equal("it could not be taken up again", closed.Attempts[0].Why);
        await Books.AreInOrderAsync(world);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_InATalkWhosePolicyIsGoneThen_TheTalkGoesOn(bool kept)
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.Talking);

        await world.Daemon.KillAsync();
        File.Delete(Path.Combine(world.Policies, "10-lane.yaml"));
        if (!kept)
            await world.ExecuteAsync("delete from orchestrator.policy_version");
        await world.Daemon.StartAsync();
        await scene.TalksAsync();
        await scene.Customers.HangUpAsync(scene.Customer);

        var attempt = (await world.CaseAsync(scene.Number, c => c.Attempts is [{ Outcome: not null }])).Attempts[0];
        Assert.Equal("talked; the customer hung up", attempt.Why);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }
}
