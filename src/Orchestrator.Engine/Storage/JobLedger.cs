using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Engine.Storage;

/// <summary>
/// What cases and the job engine's tables say of each other. The engine's own library writes to schema <c>hangfire</c>; here it is only read.
/// A case whose job does not tell what its row says owes something: <c>job_at</c> differs from <c>next_attempt_at</c>, or its job is gone.
/// </summary>
internal sealed class JobLedger(Transaction tx)
{
    private const string Owes = "(job_at is distinct from next_attempt_at or (job_id is null and next_attempt_at is not null))";

    /// <summary>A job that is still to come, at work, or failed for good.</summary>
    private const string IsLive = "j.statename not in ('Succeeded', 'Deleted')";

    public Task<BookedCase?> FindBookedAsync(Guid id) =>
        tx.FindAsync<BookedCase>(
            $"""
            select c.id, c.number, c.policy, c.state, c.observed, c.next_attempt_at, {ReasonColumns.NextAttempt("c.")}, c.disposition, {ReasonColumns.Closed("c.")}, c.job_id, c.job_at, c.attempts_told,
                   j.statename as job_state,
                   case when c.observed then (select count(*)::int from case_event e where e.case_id = c.id and e.kind = 'would_call') else (select coalesce(max(number), 0) from callback_attempt n where n.case_id = c.id) end as attempts,
                   a.outcome as attempt_outcome, a.started_at as attempt_started_at,
                   coalesce(a.operator, (select string_agg(l.endpoint, ', ' order by l.channel_id) from callback_leg l where l.attempt_id = a.id and l.role = 'operator')) as attempt_operators,
                   clock_timestamp() as read_at
            from callback_case c
            left join hangfire.job j on j.id = c.job_id
            left join callback_attempt a on a.case_id = c.id and a.number = c.attempts_told + 1
            where c.id = @id
            """,
            new { id });

    /// <summary>Notes which job a case has now, for when, and how many attempts are told of, if the case still is what the job was made from.</summary>
    /// <returns>False: somebody was quicker.</returns>
    public async Task<bool> NoteAsync(BookedCase was, long? jobId, Instant? jobAt, int told) =>
        await tx.ExecuteAsync(
            """
            update callback_case set job_id = @jobId, job_at = @jobAt, attempts_told = @told
            where id = @Id and state = @State and next_attempt_at is not distinct from @NextAttemptAt and job_id is not distinct from @WasId and job_at is not distinct from @WasAt and attempts_told = @AttemptsTold
            """,
            new { was.Id, was.State, was.NextAttemptAt, WasId = was.JobId, WasAt = was.JobAt, was.AttemptsTold, jobId, jobAt, told }) == 1;

    /// <summary>Cases whose job has to follow them, the next due first.</summary>
    public Task<IReadOnlyList<Guid>> ListOwingAsync(int most) =>
        tx.ListAsync<Guid>($"select id from callback_case where {Owes} order by next_attempt_at limit @most", new { most });

    /// <summary>Cases that are due within a minute and whose job has ended without them.</summary>
    public Task<IReadOnlyList<Guid>> ListForsakenAsync(int most) =>
        tx.ListAsync<Guid>(
            $"""
            select c.id from callback_case c
            where c.state = 'waiting' and c.next_attempt_at < now() + interval '1 minute' and c.job_at = c.next_attempt_at
                  and not exists (select from hangfire.job j where j.id = c.job_id and {IsLive})
            order by c.next_attempt_at limit @most
            """,
            new { most });

    /// <summary>
    /// Waiting cases that should have been decided upon. Left out are those whose decision failed and is going to be tried again, or failed for good: a person retries that.
    /// </summary>
    /// <param name="retries">How often a failed decision is tried again.</param>
    /// <param name="most">At most so many.</param>
    public Task<IReadOnlyList<Guid>> ListOverdueAsync(int retries, int most) =>
        tx.ListAsync<Guid>(
            """
            select c.id from callback_case c
            left join hangfire.job j on j.id = c.job_id and c.job_at = c.next_attempt_at
            left join hangfire.jobparameter p on p.jobid = j.id and p.name = 'RetryCount'
            left join hangfire.state s on s.id = j.stateid
            where c.state = 'waiting' and c.next_attempt_at < now() - interval '2 seconds'
                  and not (j.statename = 'Failed' and coalesce(p.value::int, 0) >= @retries) is true
                  and not (j.statename = 'Scheduled' and p.value::int > 0 and to_timestamp((s.data ->> 'EnqueueAt')::double precision / 1000) > now() - interval '10 seconds') is true
            order by c.next_attempt_at limit @most
            """,
            new { retries, most });

    /// <summary>The case of a job; null: there is no such job.</summary>
    public Task<JobCase?> FindCaseAsync(long jobId) =>
        tx.FindAsync<JobCase>(
            """
            select j.case_id, coalesce(c.job_id = j.id, false) as is_current, j.statename as job_state, c.state as case_state
            from (select id, statename, case when jsonb_array_length(arguments) > 3 then trim(both '"' from arguments ->> 3)::uuid end as case_id from hangfire.job where id = @jobId) j
            left join callback_case c on c.id = j.case_id
            """,
            new { jobId });

    /// <summary>A person retries a job: the automatic retries begin anew.</summary>
    public Task ForgetRetriesAsync(long jobId) => tx.ExecuteAsync("delete from hangfire.jobparameter where jobid = @jobId and name = 'RetryCount'", new { jobId });

    /// <summary>What a person did is on disk when they are told so; the engine's own connections do not wait for that.</summary>
    public Task CommitToDiskAsync() => tx.ExecuteAsync("set local synchronous_commit to on");

    /// <summary>
    /// After a start: cases that wait for an operator get their job started again, by an instance that lives. Jobs that are no more
    /// (somebody emptied the engine's tables) are forgotten, so that their cases get others.
    /// </summary>
    public Task<int> RestartReadyAsync() =>
        tx.ExecuteAsync(
            """
            update callback_case c set job_id = null, job_at = null where job_id is not null and not exists (select from hangfire.job j where j.id = c.job_id);
            update callback_case set job_at = null where state = 'ready' and job_at = next_attempt_at; -- one that differs is owed as it is
            """);
}

/// <summary>A job and the case that it is for.</summary>
internal sealed class JobCase
{
    /// <summary>Null: it is for no case.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>The case's row names this job, not a later one.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>The engine's word.</summary>
    public string? JobState { get; init; }

    /// <summary>Null: there is no such case any more.</summary>
    public CaseState? CaseState { get; init; }
}
