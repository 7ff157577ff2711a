using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Notify;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Recurring jobs that people pause, resume and run by hand.</summary>
public sealed class JobPauseTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    private static readonly Actor Anna = Actor.User("anna", "127.0.0.1");

    [Fact]
    public async Task PausedSweep_DoesNotRunUntilResumed_OverARestart()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        Guid id;
        await using (var first = await JobWorld.StartAsync(connectionString, beforeTheEngine: w => w.Steering.PauseAsync(JobKind.Sweep, "database upgrade", Anna, default), engine: false))
            id = await first.CaseAsync(dueIn: TimeSpan.FromMinutes(-1));

        // The engine without its book: what is overdue is the sweep's alone.
        await using var world = await JobWorld.StartAsync(connectionString, engine: false);
        var sweeping = world.Services.GetRequiredService<PausedJobs>();
        Assert.False(await sweeping.MayRunAsync(JobKind.Sweep, default));
        Assert.True(await sweeping.MayRunAsync(JobKind.NoticeTidy, default));
        var pause = Assert.Single(await world.Database.InTransactionAsync(tx => tx.JobPauses.ListAsync(), default));
        Assert.Equal((JobKind.Sweep, "user anna", "database upgrade"), (pause.Kind, pause.PausedBy, pause.Reason));
        Assert.Equal(JobChange.AlreadySo, await world.Steering.PauseAsync(JobKind.Sweep, "again", Anna, default));

        Assert.Equal(JobChange.Done, await world.Steering.ResumeAsync(JobKind.Sweep, Anna, default));

        Assert.True(await sweeping.MayRunAsync(JobKind.Sweep, default));
        world.StartEngine();
        await world.JobAsync(id, j => j.State == CaseState.Ready);
        Assert.Equal(
            ["job.pause", "job.resume"], await world.Database.InTransactionAsync(tx => tx.ListAsync<string>("select action from audit where target = 'sweep' order by id"), default));
        Assert.Equal(JobChange.AlreadySo, await world.Steering.ResumeAsync(JobKind.Sweep, Anna, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunNow_OfARecurringJob_RunsOnceEvenWhilePaused(bool paused)
    {
        await using var world = await JobWorld.StartAsync(
            await postgres.Server.CreateDatabaseAsync(), beforeTheEngine: async w =>
            {
                if (paused)
                    await w.Steering.PauseAsync(JobKind.Sweep, "looking at something", Anna, default);
            });

        Assert.Equal(JobChange.Done, await world.Steering.RunNowAsync(JobKind.Sweep, Anna, default));

        await Until.TrueAsync(
            () => world.GetAsync<bool>("select count(*) = 1 from hangfire.job where invocationdata ->> 'Type' = 'sweep' and statename = 'Succeeded'"), what: "it has run once");
        Assert.Equal("user anna", await world.GetAsync<string>("select actor from audit where action = 'job.run' and target = 'sweep'"));
    }

    [Fact]
    public async Task PausedJob_ThatItsScheduleAsksFor_IsNotMade()
    {
        await using var world = await JobWorld.StartAsync(
            await postgres.Server.CreateDatabaseAsync(), beforeTheEngine: w => w.Steering.PauseAsync(JobKind.NoticeTidy, "quiet", Anna, default), engine: false);
        var recurring = new RecurringJobManager(world.Services.GetRequiredService<JobStorage>(), world.Services.GetRequiredService<JobFilters>());
        RecurringJobs.Register(recurring);

        Assert.Null(recurring.TriggerJob("notice-tidy")); // as the scheduler does
        Assert.NotNull(recurring.TriggerJob("sweep"));

        Assert.Equal(["sweep"], await world.Database.InTransactionAsync(tx => tx.ListAsync<string>("select invocationdata ->> 'Type' from hangfire.job"), default));
    }
}
