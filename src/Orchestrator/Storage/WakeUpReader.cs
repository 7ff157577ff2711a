using NodaTime;

namespace Orchestrator.Storage;

/// <summary>Wake-ups that are to come, from the cases themselves: their rows are the truth, the engine's triggers are hints.</summary>
public static class WakeUpReader
{
    /// <summary>Due for longer than a wake-up and the sweep behind it take when all is well.</summary>
    internal const string IsOverdue = "state = 'waiting' and next_attempt_at < now() - interval '15 seconds'";

    internal const string IsScheduled = "state = 'waiting' and next_attempt_at >= now() - interval '15 seconds'";

    private const string Columns =
        """
        c.id as case_id, c.number, c.policy, case when c.state = 'waiting' then c.next_attempt_at end as at, case when c.state = 'waiting' then c.next_attempt_why end as why,
        (select r.id from job_run r where r.case_id = c.id and r.given_up and r.settled_at is null order by r.started_at desc limit 1) as dead_run
        """;

    /// <summary>The next one first.</summary>
    public static async Task<Page<WakeUpRow>> ListWakeUpsAsync(this Transaction tx, bool overdue, int limit, PageKey? behind)
    {
        var rows = await tx.ListAsync<WakeUpRow>(
            $"""
            select {Columns} from callback_case c where {(overdue ? IsOverdue : IsScheduled)} {(behind is null ? "" : "and (next_attempt_at, id) > (@At, @Id)")}
            order by next_attempt_at, id limit @most
            """,
            new { behind?.At, behind?.Id, most = limit + 1 });
        return Page.Of(rows, limit, r => new PageKey(r.At!.Value, r.CaseId));
    }

    /// <summary>The wake-up of a case; without a time when the case does not wait. Null: there is no such case.</summary>
    public static Task<WakeUpRow?> FindWakeUpAsync(this Transaction tx, Guid caseId) =>
        tx.FindAsync<WakeUpRow>($"select {Columns} from callback_case c where c.id = @caseId", new { caseId });

    /// <summary>The latest cases of a number.</summary>
    public static Task<IReadOnlyList<Guid>> FindCasesOfNumberAsync(this Transaction tx, string number, int most) =>
        tx.ListAsync<Guid>("select id from callback_case where number = @number order by opened_at desc, id desc limit @most", new { number, most });
}

/// <summary>A wake-up to come.</summary>
public sealed class WakeUpRow
{
    public Guid CaseId { get; init; }

    public required string Number { get; init; }

    public required string Policy { get; init; }

    /// <summary>When the case is due; null: it does not wait.</summary>
    public Instant? At { get; init; }

    public string? Why { get; init; }

    /// <summary>Its latest run that is dead: nothing wakes the case until somebody retries it.</summary>
    public Guid? DeadRun { get; init; }
}
