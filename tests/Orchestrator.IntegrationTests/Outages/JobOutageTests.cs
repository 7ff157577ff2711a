using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Postgres;


namespace Orchestrator.IntegrationTests.Outages;

/// <summary>The job engine's part of what may break: each callback comes all the same, once, with one job to show for each attempt.</summary>
public sealed class JobOutageTests(SharedAsterisk shared)
{
    private static readonly LanePolicy InTwelveSeconds = Scene.Policy() with { FirstAttempt = "{ after: 12s }" };

    [Fact]
    public async Task DaemonKilled_BeforeTheJobIsBooked_ItIsBookedAfterwardsAndTheCallbackComes()
    {
        await using var world = await CallbackWorld.StartAsync(shared, InTwelveSeconds);
        await using var scene = await Scene.OpenAsync(world);
        await using (var elsewhere = await world.Database.OpenConnectionAsync())
        await using (var hold = await elsewhere.BeginTransactionAsync())
        {
            await using (var command = elsewhere.CreateCommand())
            {
                command.CommandText = "lock table hangfire.job in exclusive mode"; // no job can be written
                await command.ExecuteNonQueryAsync();
            }

            await world.LoseCallAsync(scene.Number);
            await world.CaseAsync(scene.Number, c => c.State == "waiting");
            await world.Daemon.KillAsync();
            Assert.Equal(0, await world.ScalarAsync<long>("select count(*) from orchestrator.callback_case where job_id is not null"));
            await hold.RollbackAsync();
        }

        await world.Daemon.StartAsync();

        Assert.Equal(["connected"], (await scene.StartOverAsync(operatorCalls: 1)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task DaemonKilled_WhileTheTimerOfACaseRuns_TheCallbackComesOnce()
    {
        await using var world = await CallbackWorld.StartAsync(shared, InTwelveSeconds);
        await using var scene = await Scene.OpenAsync(world);
        await world.LoseCallAsync(scene.Number);
        await JobIsAsync(world, "Processing"); // the last seconds before it is due

        await world.Daemon.KillAsync();
        await world.Daemon.StartAsync();

        Assert.Equal(["connected"], (await scene.StartOverAsync(operatorCalls: 1)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task DaemonKilled_WhileACaseWaitsForAnOperator_ItsJobIsTakenUpAndTheCallbackComesOnce()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Scene.Policy());
        await world.Asterisk.CliAsync($"queue pause member {world.Lane.Operators[0].Interface} queue {world.Lane.Queue}");
        try
        {
            await using var scene = await Scene.OpenAsync(world);
            await world.LoseCallAsync(scene.Number);
            await JobIsAsync(world, "Processing");

            await world.Daemon.KillAsync();
            await world.Daemon.StartAsync();
            await JobIsAsync(world, "Processing");
            await world.Asterisk.CliAsync($"queue unpause member {world.Lane.Operators[0].Interface} queue {world.Lane.Queue}");

            Assert.Equal(["connected"], (await scene.StartOverAsync(operatorCalls: 1)).Outcomes);
            scene.RangOnce();
            await Books.AreInOrderAsync(world, scene);
        }
        finally
        {
            await world.Asterisk.CliAsync($"queue unpause member {world.Lane.Operators[0].Interface} queue {world.Lane.Queue}");
        }
    }

    [Fact]
    public async Task DaemonKilled_HoldingTheEnginesLocks_SchedulingGoesOn()
    {
        await using var world = await CallbackWorld.StartAsync(shared, InTwelveSeconds);
        await using var scene = await Scene.OpenAsync(world);

        await world.Daemon.KillAsync();
        await world.ExecuteAsync(
            """
            insert into hangfire.lock (resource, acquired) values ('hangfire:locks:schedulepoller', now()), ('hangfire:recurring-jobs:lock', now()),
              ('hangfire:locks:expirationmanager', now()) on conflict do nothing
            """);
        await world.Daemon.StartAsync();
        await world.LoseCallAsync(scene.Number);

        Assert.Equal(["connected"], (await scene.StartOverAsync(operatorCalls: 1)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    [Fact]
    public async Task PostgresAway_WhileACaseFallsDue_TheCallbackComesWhenItIsBack()
    {
        await using var postgres = await PrivatePostgres.StartNewAsync();
        var lane = await shared.TakeLaneAsync();
        await using var world = await CallbackWorld.StartAsync(shared.Asterisk, lane, await postgres.CreateDatabaseAsync(), InTwelveSeconds, () => shared.GiveBack(lane));
        await using var scene = await Scene.OpenAsync(world);
        await world.LoseCallAsync(scene.Number);
        var due = (await world.CaseAsync(scene.Number, c => c.State == "waiting")).NextAttemptAt!.Value;
        await JobIsAsync(world, "Processing");

        await postgres.KillAsync();
        await Until.TrueAsync(() => TimeProvider.System.GetUtcNow().UtcDateTime > due, what: "it falls due meanwhile");
        Assert.Empty(scene.Operators.Calls);
        await postgres.StartAsync();

        Assert.Equal(["connected"], (await scene.StartOverAsync(operatorCalls: 1)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(world, scene);
    }

    private static Task JobIsAsync(CallbackWorld world, string state) => Until.TrueAsync(
        async () => await world.ScalarAsync<string?>("select j.statename from orchestrator.callback_case c join hangfire.job j on j.id = c.job_id") == state, what: $"the job is {state}");
}
