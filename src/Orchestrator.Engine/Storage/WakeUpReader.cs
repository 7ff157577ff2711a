using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Cases by when they are due: their rows are the truth, the engine's jobs follow them.</summary>
public sealed class WakeUpReader(Transaction tx)
{
    /// <summary>Counts stop here: nobody needs more, and Postgres does not count a million rows for a page.</summary>
    public const int MostCounted = 10_000;

    /// <summary>Due for longer than a decision and the sweep behind it take when all is well.</summary>
    private const string IsOverdue = "state = 'waiting' and next_attempt_at < now() - interval '15 seconds'";

    private const string IsScheduled = "state = 'waiting' and next_attempt_at >= now() - interval '15 seconds'";

    private static readonly string AwaitsBudget = $"state = 'waiting' and next_attempt_reason->>'code' = '{Reason.CodeOf<Reason.BudgetUsedUp>()}'";

    private const string Columns =
        """
        c.id as case_id, c.number, c.policy, case when c.state = 'waiting' then c.next_attempt_at end as at, case when c.state = 'waiting' then coalesce(c.next_attempt_reason, to_jsonb(c.next_attempt_why)) end as why,
        c.job_id, (select j.statename from hangfire.job j where j.id = c.job_id) as job_state
        """;

    /// <summary>The next one first.</summary>
    public async Task<Page<WakeUpRow>> ListAsync(bool overdue, int limit, PageKey? behind)
    {
        var rows = await tx.ListAsync<WakeUpRow>(
            $"""
            select {Columns} from callback_case c where {(overdue ? IsOverdue : IsScheduled)} {(behind is null ? "" : "and (next_attempt_at, id) > (@At, @Id)")}
            order by next_attempt_at, id limit @most
            """,
            new { behind?.At, behind?.Id, most = limit + 1 });
        return Page.Of(rows, limit, r => new PageKey(r.At!.Value, r.CaseId));
    }

    /// <summary>The jobs of these cases, the latest case first; without a time where a case does not wait.</summary>
    public Task<IReadOnlyList<WakeUpRow>> ListOfAsync(IReadOnlyCollection<Guid> cases) =>
        tx.ListAsync<WakeUpRow>($"select {Columns} from callback_case c where c.id = any(@ids) order by c.opened_at desc, c.id desc", new { ids = cases.ToArray() });

    /// <summary>How it goes with the jobs; each count up to one more than <see cref="MostCounted"/>.</summary>
    public Task<JobCounts> CountAsync() =>
        tx.GetAsync<JobCounts>(
            $"""
            select {Counted($"callback_case where {IsOverdue}")} as overdue, {Counted($"callback_case where {IsScheduled}")} as scheduled,
                   {Counted("callback_case where state <> 'closed'")} as open_cases, {Counted("hangfire.job where statename = 'Failed'")} as failed,
                   (select count(*)::int from hangfire.server where lastheartbeat > now() - interval '30 seconds') as servers
            """,
            new { most = MostCounted + 1 });

    /// <summary>What of it is overdue or failed, for those who ask every few seconds: what is waiting to come is not counted.</summary>
    public Task<JobCounts> CheckAsync() =>
        tx.GetAsync<JobCounts>(
            $"""
            select {Counted($"callback_case c where {IsOverdue} and not {Failed}")} as overdue, {Counted("hangfire.job where statename = 'Failed'")} as failed,
                   {Counted($"callback_case where {AwaitsBudget}")} as await_budget,
                   (select count(*)::int from hangfire.server where lastheartbeat > now() - interval '30 seconds') as servers
            """,
            new { most = MostCounted + 1 });

    /// <summary>The decision failed, and is tried again or waits for a person: told of as such, not as overdue.</summary>
    private const string Failed =
        """
        exists (select from hangfire.job j where j.id = c.job_id and (j.statename = 'Failed' or (j.statename = 'Scheduled' and exists (
          select from hangfire.jobparameter p where p.jobid = j.id and p.name = 'RetryCount' and p.value <> '0'))))
        """;

    private static string Counted(string what) => $"(select count(*)::int from (select from {what} limit @most) as counted)";
}

/// <summary>A case's job, to come or past.</summary>
public sealed class WakeUpRow
{
    public Guid CaseId { get; init; }

    public required string Number { get; init; }

    public required string Policy { get; init; }

    /// <summary>When the case is due; null: it does not wait.</summary>
    public Instant? At { get; init; }

    public Reason? Why { get; init; }

    /// <summary>Null: it has none yet, or it is long past.</summary>
    public long? JobId { get; init; }

    /// <summary>The engine's word.</summary>
    public string? JobState { get; init; }
}

/// <summary>How many there are of each; one more than <see cref="WakeUpReader.MostCounted"/> means more than that.</summary>
public sealed class JobCounts
{
    public int Overdue { get; init; }

    public int Scheduled { get; init; }

    public int OpenCases { get; init; }

    /// <summary>Decisions that failed, and whose retries did.</summary>
    public int Failed { get; init; }

    /// <summary>Cases that wait because the budget is used up; counted for <see cref="WakeUpReader.CheckAsync"/> only.</summary>
    public int AwaitBudget { get; init; }

    /// <summary>Servers of the engine with a fresh heartbeat.</summary>
    public int Servers { get; init; }
}
