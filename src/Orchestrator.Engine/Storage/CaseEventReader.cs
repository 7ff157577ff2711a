using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads the events of all cases in the order of their ids. Ids are given before a transaction commits: see <c>Live/EventOrder</c>.</summary>
public sealed class CaseEventReader(Transaction tx)
{
    private const string Columns =
        "e.id, e.case_id, e.at, e.kind, coalesce(e.reason, to_jsonb(e.text)) as text, e.data::text as data, c.policy, c.queue, c.number, c.state, c.disposition";

    public Task<long> LastIdAsync() => tx.GetAsync<long>("select coalesce(max(id), 0) from case_event");

    /// <summary>What is visible behind an id, in order; ids between may still come.</summary>
    public Task<IReadOnlyList<CaseEvent>> BehindAsync(long id, int limit) => tx.ListAsync<CaseEvent>(
        $"select {Columns} from case_event e join callback_case c on c.id = e.case_id where e.id > @id order by e.id limit @limit", new { id, limit });

    /// <summary>Events behind an id, up to another, of one case or all, of some kinds or all.</summary>
    public Task<IReadOnlyList<CaseEvent>> BetweenAsync(long behind, long until, Guid? caseId, string[]? kinds, int limit) => tx.ListAsync<CaseEvent>(
        $"""
        select {Columns} from case_event e join callback_case c on c.id = e.case_id
        where e.id > @behind and e.id <= @until {(caseId is null ? "" : "and e.case_id = @caseId")} {(kinds is null ? "" : "and e.kind = any(@kinds)")} order by e.id limit @limit
        """,
        new { behind, until, caseId, kinds, limit });

    /// <summary>
    /// How far the server's transactions have come. Each has its id before it takes one of <c>case_event</c> (<see cref="Timeline"/>). So whatever event id was taken before this is asked,
    /// its transaction is below <see cref="TransactionIds.Next"/>; and once the oldest open one has come up to that, the event is visible to the next statement, or was rolled back.
    /// Prepared transactions are open.
    /// </summary>
    public Task<TransactionIds> TransactionIdsAsync() => tx.GetAsync<TransactionIds>(
        "select pg_snapshot_xmin(pg_current_snapshot()) as oldest_open, pg_current_xact_id() as next");
}

/// <summary>Transaction ids of the whole server: they ascend, and never come again.</summary>
/// <param name="OldestOpen">All below it have ended.</param>
/// <param name="Next">All that were given out before are below it.</param>
public sealed record TransactionIds(ulong OldestOpen, ulong Next);

/// <summary>An event of a case, and what its case is by now.</summary>
public sealed class CaseEvent
{
    public long Id { get; init; }

    public Guid CaseId { get; init; }

    public Instant At { get; init; }

    public required string Kind { get; init; }

    public required Reason Text { get; init; }

    /// <summary>JSON.</summary>
    public string? Data { get; init; }

    public required string Policy { get; init; }

    public string? Queue { get; init; }

    public required string Number { get; init; }

    public CaseState State { get; init; }

    public Disposition? Disposition { get; init; }
}
