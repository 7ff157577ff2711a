using Orchestrator.IntegrationTests.Notify;
using Orchestrator.Jobs;
using Orchestrator.Rig;
using Orchestrator.Storage;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Recurring jobs that people pause, resume and run by hand.</summary>
public sealed class JobPauseTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    private static readonly Actor Anna = new("user anna", "127.0.0.1");

    [Fact]
    public async Task PausedJob_DoesNotRunUntilResumed_OverARestartOfTheEngine()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        await using (var first = await JobWorld.StartAsync(connectionString, beforeTheEngine: w => w.Steering.PauseAsync(JobKind.Sweep, "database upgrade", Anna, default)))
        {
            await FiredAsync(first);
        }

        await using var world = await JobWorld.StartAsync(connectionString);
        await FiredAsync(world);
        Assert.Empty(await world.ListAsync(new JobRunFilter(Kind: "sweep")));
        var pause = Assert.Single(await world.Database.InTransactionAsync(tx => tx.ListJobPausesAsync(), default));
        Assert.Equal(("sweep", "user anna", "database upgrade"), (pause.Kind, pause.PausedBy, pause.Reason));
        Assert.Equal(JobChange.AlreadySo, await world.Steering.PauseAsync(JobKind.Sweep, "again", Anna, default));

        Assert.Equal(JobChange.Done, await world.Steering.ResumeAsync(JobKind.Sweep, Anna, default));

        await world.RunsAsync(new JobRunFilter(Kind: "sweep"), r => r.Any(x => x.State == "succeeded"));
        Assert.Equal(
            ["job.pause", "job.resume"], await world.Database.InTransactionAsync(tx => tx.ListAsync<string>("select action from audit where target = 'sweep' order by id"), default));
        Assert.Equal(JobChange.AlreadySo, await world.Steering.ResumeAsync(JobKind.Sweep, Anna, default));
    }

    [Fact]
    public async Task RunNow_OfAPausedJob_RunsOnceAndSaysWhoAsked()
    {
        await using var world = await JobWorld.StartAsync(
            await postgres.Server.CreateDatabaseAsync(), beforeTheEngine: w => w.Steering.PauseAsync(JobKind.Sweep, "looking at something", Anna, default));

        Assert.Equal(JobChange.Done, await world.Steering.RunNowAsync(JobKind.Sweep, Anna, default));

        var run = Assert.Single(await world.RunsAsync(new JobRunFilter(Kind: "sweep"), r => r is [{ State: "succeeded" }]));
        Assert.Equal("user anna", run.AskedBy);
    }

    /// <summary>Waits until the engine has fired the sweep's trigger: it ran, or was kept from running.</summary>
    private static Task FiredAsync(JobWorld world)
    {
        var sweep = RecurringJobs.Find(JobKind.Sweep)!.Trigger;
        return Until.TrueAsync(async () => (await world.Scheduler.GetTrigger(sweep))?.PreviousFireTimeUtc is not null, what: "the sweep's trigger has fired");
    }
}
