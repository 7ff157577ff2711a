namespace Orchestrator.Storage;

/// <summary>Writes to <c>job_run</c> and <c>job_pause</c>.</summary>
public static class JobRunStore
{
    /// <summary>Writes runs as they are now. A run that has ended stays as it ended, in whatever order the news come.</summary>
    public static Task WriteJobRunsAsync(this Transaction tx, IReadOnlyCollection<JobRun> runs) =>
        tx.ExecuteAsync(
            """
            insert into job_run (id, kind, case_id, instance, boot, fire_instance_id, scheduled_at, started_at, ended_at, state, attempt, exception, retry_at, given_up, asked_by)
            values (@Id, @Kind, @CaseId, @Instance, (select boot from instance where name = @Instance), @FireInstanceId, @ScheduledAt, @StartedAt, @EndedAt, @State, @Attempt,
                    @Exception, @RetryAt, @GivenUp, @AskedBy)
            on conflict (id) do update
            set ended_at = excluded.ended_at, state = excluded.state, exception = excluded.exception, retry_at = excluded.retry_at, given_up = excluded.given_up
            where job_run.state = 'running'
            """,
            runs);

    /// <summary>Removes what is no longer worth keeping: successes after 7 days, the rest after 90. What is dead stays until somebody settles it.</summary>
    /// <returns>How many.</returns>
    public static Task<int> RemoveOldJobRunsAsync(this Transaction tx, int most) =>
        tx.ExecuteAsync(
            """
            delete from job_run where id in (
              select id from job_run
              where started_at < now() - interval '7 days' and (state in ('succeeded', 'misfired') or started_at < now() - interval '90 days') and not (given_up and settled_at is null)
              order by started_at limit @most for update skip locked)
            """,
            new { most });

    /// <summary>Locks a run for the rest of the transaction; null when there is none.</summary>
    public static Task<JobRunView?> LockJobRunAsync(this Transaction tx, Guid id) =>
        tx.FindAsync<JobRunView>(
            """
            select id, kind, case_id, case when given_up and settled_at is null then 'dead' else state end as state, instance, fire_instance_id, scheduled_at, started_at, ended_at,
                   attempt, retry_at, exception, settled_at, settled_by, settled_as
            from job_run where id = @id for update
            """,
            new { id });

    /// <summary>Notes what a person did about a failed run. The first one stands.</summary>
    public static Task SettleJobRunAsync(this Transaction tx, Guid id, Actor by, string settledAs) =>
        CaseStore.MustChangeOneAsync(tx.ExecuteAsync(
            "update job_run set settled_at = now(), settled_by = @Name, settled_as = @settledAs, retry_at = null where id = @id and state = 'failed' and settled_at is null",
            new { id, by.Name, settledAs }));

    /// <summary>Whether a case still hangs on its wake-up: it waits, and none has succeeded since that run.</summary>
    public static Task<bool> NeedsWakeUpAsync(this Transaction tx, JobRunView run) =>
        tx.GetAsync<bool>(
            """
            select exists (select from callback_case where id = @CaseId and state = 'waiting')
               and not exists (select from job_run where case_id = @CaseId and state = 'succeeded' and started_at > @StartedAt)
            """,
            new { run.CaseId, run.StartedAt });

    /// <returns>False: it is paused already.</returns>
    public static async Task<bool> PauseJobAsync(this Transaction tx, string kind, string reason, Actor by) =>
        await tx.ExecuteAsync("insert into job_pause (kind, paused_by, reason) values (@kind, @Name, @reason) on conflict (kind) do nothing", new { kind, by.Name, reason }) == 1;

    /// <returns>The pause that ended; null: there was none.</returns>
    public static Task<JobPause?> ResumeJobAsync(this Transaction tx, string kind) =>
        tx.FindAsync<JobPause>("delete from job_pause where kind = @kind returning kind, paused_at, paused_by, reason", new { kind });
}
