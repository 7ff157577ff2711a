using NodaTime;
using Orchestrator.Core;

namespace Orchestrator.Storage;

/// <summary>Reads what jobs did. Decides nothing and locks nothing.</summary>
public static class JobRunReader
{
    /// <summary>An instance without a heartbeat for so long is taken for dead: three missed beats.</summary>
    public const int HeartbeatSeconds = 15;

    /// <summary>Counts stop here: nobody needs more, and Postgres does not count a million rows for a page.</summary>
    public const int MostCounted = 10_000;

    private const string Alive = "(i.boot = r.boot and i.seen_at > now() - interval '15 seconds') is true";

    private const string Columns =
        $"""
        r.id, r.kind, r.case_id, case when r.given_up and r.settled_at is null then 'dead' when r.state = 'running' and not ({Alive}) then 'interrupted' else r.state end as state,
        r.instance, r.scheduled_at, r.started_at, r.ended_at, r.attempt, r.retry_at, split_part(r.exception, E'\n', 1) as error, r.asked_by, r.settled_at, r.settled_by, r.settled_as
        """;

    private const string From = "from job_run r left join instance i on i.name = r.instance";

    /// <summary>Newest first.</summary>
    public static async Task<Page<JobRunSummary>> ListJobRunsAsync(this Transaction tx, JobRunFilter filter, int limit, PageKey? behind)
    {
        var conditions = new Conditions()
            .And(Condition(filter.State), "state", filter.State is null ? null : true)
            .And("r.kind = @kind", "kind", filter.Kind)
            .And("r.case_id = any(@cases)", "cases", filter.CaseIds)
            .And("(r.started_at, r.id) < (@behindAt, @behindId)", "behindAt", behind?.At);
        conditions.Parameters.Add("behindId", behind?.Id);
        conditions.Parameters.Add("limit", limit + 1);
        var rows = await tx.ListAsync<JobRunSummary>($"select {Columns} {From} {conditions.Where} order by r.started_at desc, r.id desc limit @limit", conditions.Parameters);
        return Page.Of(rows, limit, r => new PageKey(r.StartedAt, r.Id));
    }

    public static Task<JobRunView?> FindJobRunAsync(this Transaction tx, Guid id) =>
        tx.FindAsync<JobRunView>($"select {Columns}, r.fire_instance_id, r.exception {From} where r.id = @id", new { id });

    /// <summary>The latest run of each kind that recurs.</summary>
    public static Task<IReadOnlyList<JobRunSummary>> LatestJobRunsAsync(this Transaction tx, string[] kinds) =>
        tx.ListAsync<JobRunSummary>(
            $"""
            select l.* from unnest(@kinds::text[]) as k(kind), lateral (select {Columns} {From} where r.kind = k.kind and r.state <> 'misfired' order by r.started_at desc, r.id desc limit 1) l
            """,
            new { kinds });

    public static Task<IReadOnlyList<JobPause>> ListJobPausesAsync(this Transaction tx) => tx.ListAsync<JobPause>("select kind, paused_at, paused_by, reason from job_pause");

    public static Task<bool> IsJobPausedAsync(this Transaction tx, string kind) => tx.GetAsync<bool>("select exists (select from job_pause where kind = @kind)", new { kind });

    /// <summary>How many dead jobs there are, up to <see cref="MostCounted"/>.</summary>
    public static Task<int> CountDeadJobsAsync(this Transaction tx) =>
        tx.GetAsync<int>($"select count(*)::int from (select from job_run where {IsDead} limit @MostCounted) as counted", new { MostCounted });

    /// <summary>Counts for the head of the page, each up to one more than <see cref="MostCounted"/>.</summary>
    public static Task<JobCounts> CountJobsAsync(this Transaction tx) =>
        tx.GetAsync<JobCounts>(
            $"""
            select {Count($"callback_case where {WakeUpReader.IsOverdue}")} as overdue, {Count($"callback_case where {WakeUpReader.IsScheduled}")} as scheduled,
                   {Count("callback_case where state <> 'closed'")} as open_cases, {Count($"job_run r left join instance i on i.name = r.instance where r.state = 'running' and {Alive}")} as running,
                   {Count($"job_run r left join instance i on i.name = r.instance where r.state = 'running' and not ({Alive})")} as interrupted, {Count("job_run where state = 'misfired'")} as misfired,
                   {Count("job_run where kind = 'wake_up' and state = 'succeeded'")} as succeeded, {Count($"job_run where {IsFailed}")} as failed, {Count($"job_run where {IsDead}")} as dead
            """,
            new { most = MostCounted + 1 });

    /// <summary>What began in each of the last hours: wake-ups, and whatever failed.</summary>
    public static Task<IReadOnlyList<JobHour>> CountJobsByHourAsync(this Transaction tx, int hours) =>
        tx.ListAsync<JobHour>(
            """
            select h.at, coalesce(c.succeeded, 0) as succeeded, coalesce(c.failed, 0) as failed
            from generate_series(date_trunc('hour', now()) - make_interval(hours => @hours - 1), date_trunc('hour', now()), interval '1 hour') as h(at)
            left join (
              select date_trunc('hour', started_at) as at, (count(*) filter (where kind = 'wake_up' and state = 'succeeded'))::int as succeeded, (count(*) filter (where state = 'failed'))::int as failed
              from job_run where started_at >= date_trunc('hour', now()) - make_interval(hours => @hours - 1) group by 1) c on c.at = h.at
            order by h.at
            """,
            new { hours });

    private const string IsFailed = "state = 'failed' and not (given_up and settled_at is null)";
    private const string IsDead = "given_up and settled_at is null";

    private static string Count(string what) => $"(select count(*)::int from (select from {what} limit @most) as counted)";

    /// <summary>Each is true or not: compared with the parameter that <see cref="Conditions"/> wants.</summary>
    private static string Condition(JobState? state) => state switch
    {
        null => "true",
        JobState.Running => $"r.state = 'running' and ({Alive}) = @state",
        JobState.Interrupted => $"r.state = 'running' and not ({Alive}) = @state",
        JobState.Failed => "r.state = 'failed' and not (r.given_up and r.settled_at is null) = @state",
        JobState.Dead => "r.given_up and r.settled_at is null and @state",
        { } plain => $"r.state = '{Words.Of(plain)}' and @state",
    };
}

/// <summary>A recurring job that stands still.</summary>
public sealed class JobPause
{
    public required string Kind { get; init; }

    public Instant PausedAt { get; init; }

    public required string PausedBy { get; init; }

    public required string Reason { get; init; }
}

/// <summary>How many there are of each; one more than <see cref="JobRunReader.MostCounted"/> means more than that.</summary>
public sealed class JobCounts
{
    public int Overdue { get; init; }

    public int Scheduled { get; init; }

    public int OpenCases { get; init; }

    public int Running { get; init; }

    public int Interrupted { get; init; }

    public int Misfired { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    public int Dead { get; init; }
}

/// <summary>An hour of the graph.</summary>
public sealed class JobHour
{
    public Instant At { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }
}
