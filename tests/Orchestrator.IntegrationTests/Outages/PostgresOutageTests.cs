using Npgsql;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Postgres;

namespace Orchestrator.IntegrationTests.Outages;

/// <summary>PostgreSQL killed or restarted: calls go on, and all that happened is written down afterwards.</summary>
public sealed class PostgresOutageTests(SharedAsterisk shared) : IAsyncLifetime
{
    private PrivatePostgres postgres = null!;

    public async ValueTask InitializeAsync() => postgres = await PrivatePostgres.StartNewAsync();

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    [Fact]
    public async Task Killed_InATalkThatEndsMeanwhile_TheOperatorIsLetGoAtOnceAndTheOutcomeWrittenLater()
    {
        await using var world = await StartAsync();
        await using var scene = await Scene.PlayAsync(world, Phase.Talking);

        await postgres.KillAsync();
        await scene.TalksAsync();
        await scene.Customers.HangUpAsync(scene.Customer);
        await Until.TrueAsync(() => scene.Operators.Received("BYE") == 1);
        await postgres.StartAsync();

        var closed = await world.ClosedAsync(scene.Number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Killed_WhenTheCustomerAnswersAndHangsUp_TheTalkIsWrittenLater()
    {
        await using var world = await StartAsync();
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);

        await postgres.KillAsync();
        await scene.Customers.PickUpAsync(scene.Customer);
        await scene.TalksAsync();
        await scene.Customers.HangUpAsync(scene.Customer);
        await Until.TrueAsync(() => scene.Operators.Received("BYE") == 1); // nobody is left alone on the line
        await postgres.StartAsync();

        var closed = await world.ClosedAsync(scene.Number);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Contains("talking", closed.Kinds);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Killed_WhenClaimed_NobodyRangAndTheCaseGoesOutAgain()
    {
        await using var world = await StartAsync();
        await using var scene = await Scene.OpenAsync(world);
        await using (await StateBarrier.BeforeAsync(world, "operator_ringing"))
        {
            await world.LoseCallAsync(scene.Number);
            await world.AttemptIsAsync(scene.Number, "claimed");
            await postgres.KillAsync();
            await Until.TrueAsync(async () => (await world.Daemon.LogTailAsync(200)).Contains("the next step could not be written down", StringComparison.Ordinal));
            Assert.Empty(scene.Operators.Calls);
            await postgres.StartAsync();
        }

        var closed = await scene.StartOverAsync(operatorCalls: 1);
        Assert.Equal(["interrupted", "connected"], closed.Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Theory]
    [InlineData(Phase.OperatorRinging)]
    [InlineData(Phase.OperatorAnswered)]
    public async Task Killed_BeforeTheCustomerIsDialled_NobodyIsDialledUnwrittenAndTheCaseGoesOutAgain(Phase phase)
    {
        await using var world = await StartAsync(Scene.Policy(phase));
        await using var scene = await Scene.PlayAsync(world, phase);

        await postgres.KillAsync();
        if (phase == Phase.OperatorRinging)
            await scene.Operators.PickUpAsync(scene.Operator);
        await Until.TrueAsync(() => scene.Operators.Received("BYE") == 1); // nobody waits in silence for ever
        Assert.Empty(scene.Customers.Calls);
        await postgres.StartAsync();

        var closed = await scene.StartOverAsync(operatorCalls: 2);
        Assert.Equal(["interrupted", "connected"], closed.Outcomes);
        Assert.Single(scene.Customers.Calls);
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Restarted_InATalk_ItGoesOnAndIsReached()
    {
        await using var world = await StartAsync();
        await using var scene = await Scene.PlayAsync(world, Phase.Talking);

        await postgres.RestartAsync();

        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.Talking)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Killed_WhenACallIsLost_ItIsKeptAndCalledBackAfterwards()
    {
        await using var world = await StartAsync();
        await using var scene = await Scene.OpenAsync(world);

        await postgres.KillAsync();
        await world.LoseCallAsync(scene.Number);
        await world.SpooledAsync(scene.Number);
        await postgres.StartAsync();

        var closed = await scene.StartOverAsync(operatorCalls: 1);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Single(await world.MissedCallsAsync(1));
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task Killed_WhenACallIsLostAndTheDaemonIsKilledToo_TheSpoolSurvives()
    {
        await using var world = await StartAsync();
        await using var scene = await Scene.OpenAsync(world);

        await postgres.KillAsync();
        await world.LoseCallAsync(scene.Number);
        await world.SpooledAsync(scene.Number);
        await world.Daemon.KillAsync();
        await world.Daemon.StartAsync(waitUntilReady: false);
        await postgres.StartAsync();

        Assert.Equal(["connected"], (await scene.StartOverAsync(operatorCalls: 1)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    /// <summary>It neither answers nor refuses, so that each try takes its time limit; what comes meanwhile must not be in memory only.</summary>
    [Fact]
    public async Task Hanging_WhenCallersHearThankYouAndTheDaemonIsKilled_TheirWishesAreKept()
    {
        var lane = await shared.TakeLaneAsync();
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        await using var valve = TcpValve.Open(database.Port);
        database.Port = valve.Port;
        await using var world = await CallbackWorld.StartAsync(
            shared.Asterisk, lane, database.ConnectionString, new LanePolicy { FirstAttempt = "{ after: 1h }" }, () => shared.GiveBack(lane));
        string[] numbers = [CallbackWorld.NewNumber(), CallbackWorld.NewNumber()];

        valve.Freeze();
        foreach (var number in numbers)
        {
            await using var caller = await world.CallAsync(number, lane.CallbackDid);
            await caller.WaitForAsync(m => m is { Received: true, Status: 200 }); // the dialplan has gone on to its "thank you"
        }

        await world.Daemon.KillAsync();
        valve.Cut();
        valve.Thaw();
        await world.Daemon.StartAsync();
        foreach (var number in numbers)
            await world.CaseAsync(number, c => c.State == "waiting");
    }

    [Fact]
    public async Task Killed_WhenACallIsLostAndTheDiskIsFull_ItIsKeptInMemoryUntilOneOfThemIsBack()
    {
        await using var world = await StartAsync(new LanePolicy { FirstAttempt = "{ after: 1h }" });
        var (number, marker) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        var file = Path.Combine(world.Spool, "intake.jsonl");

        await postgres.KillAsync();
        File.CreateSymbolicLink(file + ".full", "/dev/full");
        File.Move(file + ".full", file, overwrite: true); // a call of an earlier test on the same PBX may have ended and be spooled there already
        await world.LoseCallAsync(number);
        await Until.TrueAsync(async () => (await world.Daemon.LogTailAsync(500)).Contains("No space left on device", StringComparison.Ordinal));
        File.Delete(file);
        await world.LoseCallAsync(marker);
        await world.SpooledAsync(marker);
        await world.SpooledAsync(number);
        await postgres.StartAsync();

        await world.CaseAsync(number, c => c.State == "waiting");
        await world.CaseAsync(marker, c => c.State == "waiting");
    }

    [Fact]
    public async Task Killed_WhileARetryWaits_TheWakeUpStillComes()
    {
        await using var world = await StartAsync(Scene.Policy(retry: "{ operator_hung_up: { after: 5s } }"));
        await using var scene = await Scene.PlayAsync(world, Phase.CustomerRinging);
        await scene.Operators.HangUpAsync(scene.Operator);
        await world.CaseAsync(scene.Number, c => c.State == "waiting");

        await postgres.KillAsync();
        await postgres.StartAsync();

        Assert.Equal(["operator_hung_up", "connected"], (await scene.StartOverAsync(operatorCalls: 2)).Outcomes);
        Assert.Equal(2, scene.Customers.Calls.Count);
        await Books.AreInOrderAsync(world, scene);
    }

    private async Task<CallbackWorld> StartAsync(LanePolicy? policy = null)
    {
        var lane = await shared.TakeLaneAsync();
        return await CallbackWorld.StartAsync(shared.Asterisk, lane, await postgres.CreateDatabaseAsync(), policy ?? Scene.Policy(), () => shared.GiveBack(lane));
    }
}
