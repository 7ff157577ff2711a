using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Outages;

/// <summary>SIGTERM: nothing new begins, a customer whose phone rings is waited for, talks go on without us and are taken up by the next start.</summary>
public sealed class ShutdownTests(SharedAsterisk shared)
{
    /// <summary>What the documentation promises.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task Stopped_WhileTheOperatorRings_TheRingStopsAndTheCaseGoesOutAtTheNextStart()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.OperatorRinging);

        Assert.Equal(0, await world.Daemon.StopAsync(Promised));

        await Until.TrueAsync(() => scene.Operators.Received("CANCEL") == 1);
        var stopped = (await world.CasesAsync(scene.Number)).Single();
        Assert.Equal("waiting", stopped.State);
        Assert.Equal(["interrupted"], stopped.Outcomes);
        Assert.Equal("the orchestrator stops", stopped.Attempts[0].Why);
        await Books.AreInOrderAsync(world, scene);

        await world.Daemon.StartAsync();
        Assert.Equal(["interrupted", "connected"], (await scene.StartOverAsync(operatorCalls: 2)).Outcomes);
        Assert.Single(scene.Customers.Calls);
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Stopped_WhileTheCustomerRings_HeMayAnswerAndTheTalkIsTakenUp()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);

        var stopping = world.Daemon.StopAsync(Promised);
        await Until.TrueAsync(async () => (await world.Daemon.LogTailAsync()).Contains("Application is shutting down", StringComparison.Ordinal));
        Assert.Equal(0, scene.Customers.Received("CANCEL"));
        await scene.Customers.PickUpAsync(scene.Customer);
        Assert.Equal(0, await stopping);
        await world.AttemptIsAsync(scene.Number, "talking");
        await scene.TalksAsync();

        await world.Daemon.StartAsync();
        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.Talking)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Stopped_AndACallIsLostMeanwhile_ItsCallbackIsTheNextStarts()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy() with { OneOperator = false });
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);
        var free = await world.OperatorAsync(1, PhoneScript.Rings);
        var other = CallbackWorld.NewNumber();

        var stopping = world.Daemon.StopAsync(Promised);
        await Until.TrueAsync(async () => (await world.Daemon.LogTailAsync()).Contains("Application is shutting down", StringComparison.Ordinal));
        await world.LoseCallAsync(other);
        await world.CaseAsync(other, c => c.State is "waiting" or "ready"); // heard of, with somebody free
        await scene.Customers.PickUpAsync(scene.Customer);
        Assert.Equal(0, await stopping);
        Assert.Empty((await world.CasesAsync(other)).Single().Attempts);
        Assert.Empty(free.Calls);

        await world.Daemon.StartAsync();
        await free.CallArrivesAsync();
        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.Talking)).Outcomes);
        scene.RangOnce();
    }

    [Fact]
    public async Task Stopped_AndTheCustomerDoesNotAnswer_BothAreLetGo()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);

        Assert.Equal(0, await world.Daemon.StopAsync(Promised));

        await Until.TrueAsync(() => scene.Customers.Received("CANCEL") == 1 && scene.Operators.Received("BYE") == 1);
        var stopped = (await world.CasesAsync(scene.Number)).Single();
        Assert.Equal("waiting", stopped.State);
        Assert.Equal(["interrupted"], stopped.Outcomes);
        Assert.False(stopped.Attempts[0].UsesAttempt);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Stopped_InATalk_ItGoesOnAndIsTakenUpByTheStartAfterTheNext()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(world, Phase.Talking);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(0, await world.Daemon.StopAsync(Promised));
            await scene.TalksAsync();
            await world.Daemon.StartAsync();
        }

        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.Talking)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }
}
