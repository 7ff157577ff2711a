using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;


namespace Orchestrator.IntegrationTests.Outages;

/// <summary>The call went on while no orchestrator watched: the next process settles what it finds, and leaves nobody alone on a line.</summary>
public sealed class UnseenEndTests(SharedAsterisk shared)
{
    private const string Later = "{ interrupted: { after: 1h }, operator_hung_up: { after: 1h } }";

    [Fact]
    public async Task CustomerAnswers_WhileDown_TheTalkIsFoundAndReached()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);

        await world.Daemon.KillAsync();
        await scene.Customers.PickUpAsync(scene.Customer);
        await scene.TalksAsync();
        await world.Daemon.StartAsync();

        await world.AttemptIsAsync(scene.Number, "talking");
        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.Talking)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task CustomerHangsUp_WhileDown_TheOperatorIsLetGoAndReached()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.Talking);

        await world.Daemon.KillAsync();
        await scene.Customers.HangUpAsync(scene.Customer);
        await Until.TrueAsync(() => scene.Customers.Messages.Any(m => m is { Received: false, Method: "BYE" }));
        await world.Daemon.StartAsync();

        var closed = await world.ClosedAsync(scene.Number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal("talked; the end was not seen", closed.Attempts.Single().Why);
        await Until.TrueAsync(() => scene.Operators.Received("BYE") == 1);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task OperatorHangsUp_WhileDownAndTheCustomerRings_TheCustomerIsCancelled()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy(retry: Later));
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);

        await world.Daemon.KillAsync();
        await scene.Operators.HangUpAsync(scene.Operator);
        await Until.TrueAsync(() => scene.Operators.Messages.Any(m => m is { Received: false, Method: "BYE" }));
        await world.Daemon.StartAsync();

        await Until.TrueAsync(() => scene.Customers.Received("CANCEL") == 1);
        var waiting = await world.CaseAsync(scene.Number, c => c.State == "waiting");
        Assert.Equal(["operator_hung_up"], waiting.Outcomes);
        Assert.Equal("planned", waiting.Kinds.Last());
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Theory]
    [InlineData(Phase.OperatorRinging)]
    [InlineData(Phase.CustomerRinging)]
    public async Task AllLegsEnd_WhileDown_TheAttemptIsInterruptedAndUsesNothing(Phase phase)
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy(retry: Later));
        await using var scene = await Scene.PlayAsync(world, phase);

        await world.Daemon.KillAsync();
        foreach (var channel in await world.ChannelsAsync(scene.Number))
            await world.Asterisk.CliAsync("channel request hangup " + channel);
        await Until.TrueAsync(async () => (await world.ChannelsAsync(scene.Number)).Count == 0);
        await world.Daemon.StartAsync();

        var waiting = await world.CaseAsync(scene.Number, c => c.State == "waiting");
        Assert.Equal(["interrupted"], waiting.Outcomes);
        Assert.False(waiting.Attempts[0].UsesAttempt);
        Assert.Contains("ended unseen", waiting.Attempts[0].Why, StringComparison.Ordinal);
        Assert.Equal("planned", waiting.Kinds.Last());
        Assert.Single(scene.Operators.Calls);
        await Books.AreInOrderAsync(world, scene);
    }
}
