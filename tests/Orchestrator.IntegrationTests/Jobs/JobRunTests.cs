using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Cases;
using Orchestrator.IntegrationTests.Notify;
using Orchestrator.Jobs;
using Orchestrator.Rig;
using Orchestrator.Storage;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Runs of jobs with a real engine on a real Postgres: what is written down, what is retried, what stays dead.</summary>
public sealed class JobRunTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    private static readonly Actor Anna = new("user anna", "127.0.0.1");

    [Fact]
    public async Task WakeUp_ThatRuns_IsWrittenDownWithItsTimes()
    {
        await using var world = await OpenAsync();
        var id = await world.CaseAsync();

        await WakeAsync(world, id);

        var run = Assert.Single(await world.RunsAsync(id, r => r is [{ State: "succeeded" }]));
        Assert.Equal(("wake_up", "one", 0), (run.Kind, run.Instance, run.Attempt));
        Assert.True(run.EndedAt >= run.StartedAt);
        Assert.Null(run.Error);
        Assert.True(await world.GetAsync<bool>("select r.boot = i.boot from job_run r join instance i on i.name = r.instance where r.case_id = @id", new { id }));
    }

    [Fact]
    public async Task WakeUp_ThatFails_IsRetriedThenDeadAndLeftAloneBySweeps()
    {
        await using var world = await OpenAsync();
        var id = await world.CaseAsync();
        await world.BreakAsync(id);

        await WakeAsync(world, id);

        var runs = await world.RunsAsync(id, r => r is [{ State: "dead" }, ..]);
        Assert.Equal([("dead", 2), ("failed", 1), ("failed", 0)], runs.Select(r => (r.State, r.Attempt)));
        Assert.Null(runs[0].RetryAt);
        Assert.NotNull(runs[1].RetryAt);
        Assert.Contains("planted fault: password=…", runs[0].Error, StringComparison.Ordinal);

        await world.ExecuteAsync("alter table callback_case disable trigger user; update callback_case set next_attempt_at = now() - interval '5 seconds'; alter table callback_case enable trigger user");
        Assert.Equal(0, await SweepAsync(world));
        Assert.Equal(1, await world.Database.InTransactionAsync(tx => tx.CountDeadJobsAsync(), default));
    }

    [Fact]
    public async Task DeadWakeUp_RetriedByAPersonAfterTheFaultIsMended_WakesTheCase()
    {
        await using var world = await OpenAsync();
        var id = await world.CaseAsync();
        await world.BreakAsync(id);
        await WakeAsync(world, id);
        var dead = (await world.RunsAsync(id, r => r is [{ State: "dead" }, ..]))[0];
        await world.MendAsync(id);

        Assert.Equal(JobChange.Done, await world.Steering.RetryAsync(dead.Id, Anna, default));

        var runs = await world.RunsAsync(id, r => r is [{ State: "succeeded" }, ..]);
        var settled = runs.Single(r => r.Id == dead.Id);
        Assert.Equal(("failed", "retried", "user anna"), (settled.State, settled.SettledAs, settled.SettledBy));
        Assert.True(await world.GetAsync<bool>("select state = 'ready' or next_attempt_at > now() from callback_case where id = @id", new { id }));
        Assert.Equal("job.retry", await world.GetAsync<string>("select action from audit where target = @target and actor = 'user anna'", new { target = dead.Id.ToString() }));
        Assert.Equal(JobChange.AlreadySo, await world.Steering.RetryAsync(dead.Id, Anna, default));
        Assert.Equal(JobChange.NotFailed, await world.Steering.RetryAsync(runs[0].Id, Anna, default));
    }

    [Fact]
    public async Task DeadWakeUp_OfAWaitingCase_CannotBeDiscardedUntilTheCaseIsClosed()
    {
        await using var world = await OpenAsync();
        var id = await world.CaseAsync();
        await world.BreakAsync(id);
        await WakeAsync(world, id);
        var dead = (await world.RunsAsync(id, r => r is [{ State: "dead" }, ..]))[0];

        Assert.Equal(JobChange.CaseNeedsIt, await world.Steering.DiscardAsync(dead.Id, Anna, default));

        await world.MendAsync(id);
        Assert.Equal(CloseResult.Closed, await world.Services.GetRequiredService<CaseSteering>().WithdrawAsync(id, null, Anna, default));
        Assert.Equal(JobChange.Done, await world.Steering.DiscardAsync(dead.Id, Anna, default));
        Assert.Empty(await world.ListAsync(new JobRunFilter(JobState.Dead)));
    }

    [Fact]
    public async Task Sweep_WithACaseThatFails_SetsTheOthersRightAndHandsThatOneToAWakeUp()
    {
        await using var world = await OpenAsync();
        var broken = await world.CaseAsync(dueIn: TimeSpan.FromMinutes(-2));
        await world.BreakAsync(broken);
        var fine = await world.CaseAsync(dueIn: TimeSpan.FromMinutes(-1));

        await SweepAsync(world);

        Assert.True(await world.GetAsync<bool>("select state = 'ready' or next_attempt_at > now() from callback_case where id = @fine", new { fine }));
        await world.RunsAsync(broken, r => r is [{ State: "dead" }, ..]);
    }

    [Fact]
    public async Task History_ThatCannotBeWritten_HoldsUpNoJobAndIsWrittenLater()
    {
        await using var world = await OpenAsync();
        var id = await world.CaseAsync();
        await using var elsewhere = await world.Database.OpenAsync(default);
        await using var hold = await elsewhere.BeginTransactionAsync();
        await elsewhere.ExecuteAsync("lock table orchestrator.job_run in share mode"); // whoever writes waits

        await WakeAsync(world, id);

        await Until.TrueAsync(() => world.GetAsync<bool>("select state = 'ready' or next_attempt_at > now() from callback_case where id = @id", new { id }), what: "the case is decided upon");
        Assert.Empty(await world.ListAsync(new JobRunFilter(CaseIds: [id])));
        await hold.RollbackAsync();
        await world.RunsAsync(id, r => r is [{ State: "succeeded" }]);
    }

    [Fact]
    public async Task Run_WhoseInstanceDied_IsShownAsInterrupted()
    {
        await using var world = await OpenAsync();
        var id = Guid.NewGuid();
        await world.ExecuteAsync(
            """
            insert into job_run (id, kind, case_id, instance, boot, fire_instance_id, scheduled_at, started_at, state) values (@id, 'wake_up', @id, 'one', gen_random_uuid(), 'f', now(), now(), 'running')
            """,
            new { id });

        Assert.Equal("interrupted", Assert.Single(await world.ListAsync(new JobRunFilter(CaseIds: [id]))).State);
        Assert.Equal(id, Assert.Single(await world.ListAsync(new JobRunFilter(JobState.Interrupted))).Id);
        Assert.DoesNotContain(await world.ListAsync(new JobRunFilter(JobState.Running)), r => r.Id == id);
        await world.ExecuteAsync("update job_run set boot = (select boot from instance) where id = @id", new { id });
        Assert.Equal("running", Assert.Single(await world.ListAsync(new JobRunFilter(CaseIds: [id]))).State);
    }

    [Fact]
    public async Task Retention_RemovesOldSuccessesAndFailuresButNothingDead()
    {
        await using var world = await OpenAsync();
        await world.ExecuteAsync(
            """
            insert into job_run (id, kind, case_id, instance, fire_instance_id, scheduled_at, started_at, ended_at, state, exception, given_up, settled_at, settled_by, settled_as)
            select gen_random_uuid(), 'wake_up', gen_random_uuid(), what, 'f', at, at, at, state, case when state = 'failed' then 'x' end, dead or settled, case when settled then at end,
                   case when settled then 'user anna' end, case when settled then 'discarded' end
            from (values ('old success', 'succeeded', 8, false, false), ('success', 'succeeded', 6, false, false), ('old failure', 'failed', 91, false, false), ('failure', 'failed', 80, false, false),
                         ('dead', 'failed', 400, true, false), ('old settled', 'failed', 91, false, true)) as v(what, state, days, dead, settled),
                 lateral (select now() - make_interval(days => days) as at) as t
            """);

        await world.Steering.RunNowAsync(JobKind.JobTidy, Anna, default);
        await world.RunsAsync(new JobRunFilter(Kind: "job_tidy"), r => r.Any(x => x is { State: "succeeded", AskedBy: "user anna" }));

        var left = await world.Database.InTransactionAsync(tx => tx.ListAsync<string>("select instance from job_run where fire_instance_id = 'f' order by 1"), default);
        Assert.Equal(["dead", "failure", "success"], left);
    }

    private static Task<JobChange> WakeAsync(JobWorld world, Guid id) => world.Steering.WakeNowAsync(id, Anna, default);

    /// <summary>A round of the sweep, to its end. One that could not set everything right fails, and has done the rest.</summary>
    private static Task<int> SweepAsync(JobWorld world) => world.Services.GetRequiredService<CaseSweep>().RunAsync(default);

    private async Task<JobWorld> OpenAsync() => await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync());
}
