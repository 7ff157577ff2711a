using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Storage;

/// <summary>Lists missed calls for the console, each with what became of its case; filtered, and paged by the last row's key, over any number of rows.</summary>
public static class MissedCallBoard
{
    /// <summary>Newest first.</summary>
    public static async Task<Page<MissedCallBoardRow>> ListMissedCallBoardAsync(this Transaction tx, MissedCallFilter filter, int limit, PageKey? behind)
    {
        var conditions = filter.Conditions("m.").Behind("m.at", behind, "m.id");
        conditions.Parameters.Add("limit", limit + 1);
        var rows = await tx.ListAsync<MissedCallBoardRow>(
            $"""
            select m.id, m.at, m.reason, m.queue, m.did, m.number, m.caller_number, m.caller_name, m.comment, m.waited_seconds, m.case_id, {ReasonColumns.NoCase},
                   c.policy, c.state, c.disposition, coalesce(c.closed_reason, to_jsonb(c.reason)) as case_reason, c.closed_at, c.next_attempt_at
            from missed_call m left join callback_case c on c.id = m.case_id {conditions.Where} order by m.at desc, m.id desc limit @limit
            """,
            conditions.Parameters);
        return Page.Of(rows, limit, m => new PageKey(m.At, m.Id));
    }
}

/// <summary>A missed call as the list shows it.</summary>
public sealed class MissedCallBoardRow
{
    public Guid Id { get; init; }

    public Instant At { get; init; }

    public required string Reason { get; init; }

    public string? Queue { get; init; }

    public string? Did { get; init; }

    public string? Number { get; init; }

    public string? CallerNumber { get; init; }

    public string? CallerName { get; init; }

    public string? Comment { get; init; }

    public double? WaitedSeconds { get; init; }

    public Guid? CaseId { get; init; }

    public Reason? NoCaseReason { get; init; }

    public string? Policy { get; init; }

    /// <summary>The case's.</summary>
    public string? State { get; init; }

    /// <inheritdoc cref="State"/>
    public string? Disposition { get; init; }

    /// <inheritdoc cref="State"/>
    public Reason? CaseReason { get; init; }

    /// <inheritdoc cref="State"/>
    public Instant? ClosedAt { get; init; }

    /// <inheritdoc cref="State"/>
    public Instant? NextAttemptAt { get; init; }
}
