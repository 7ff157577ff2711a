using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads what observed cases came to, for a report.</summary>
public sealed class ObservedReader(Transaction tx)
{
    /// <summary>Observed cases that were opened in a span, oldest first.</summary>
    /// <param name="policy">A policy's name; null: of all.</param>
    /// <param name="since">Opened then or later.</param>
    /// <param name="until">Opened before.</param>
    public Task<IReadOnlyList<ObservedCaseRow>> ListCasesAsync(string? policy, Instant? since, Instant? until)
    {
        var conditions = Cases(policy, since, until);
        return tx.ListAsync<ObservedCaseRow>(
            $"""
            select c.policy, c.opened_at, c.disposition, w.attempts, w.first_at, m.calls, m.before_first as calls_before_first
            from callback_case c
            cross join lateral (select count(*) as attempts, min((e.data->>'at')::timestamptz) as first_at
                                from case_event e where e.case_id = c.id and e.kind = 'would_call') w
            cross join lateral (select count(*) as calls, count(*) filter (where w.first_at is null or at < w.first_at) as before_first
                                from missed_call where case_id = c.id) m
            {conditions.Where} order by c.opened_at, c.id
            """,
            conditions);
    }

    /// <summary>The attempts that those cases would have had, in the order of their times.</summary>
    public Task<IReadOnlyList<WouldCallRow>> ListWouldCallsAsync(string? policy, Instant? since, Instant? until)
    {
        var conditions = Cases(policy, since, until).And("e.kind = @kind", "kind", "would_call");
        return tx.ListAsync<WouldCallRow>(
            $"""
            select c.policy, (e.data->>'at')::timestamptz as at, (e.data->>'until')::timestamptz as until, (e.data->>'operators_free')::int as operators_free,
                   coalesce((select string_agg(a->>'rule', ',') from jsonb_array_elements(e.data->'avoided') a), '') as avoided
            from case_event e join callback_case c on c.id = e.case_id {conditions.Where} order by at, e.id
            """,
            conditions);
    }

    private static Conditions Cases(string? policy, Instant? since, Instant? until) => new Conditions()
        .And("c.observed = @observed", "observed", true)
        .And("c.policy = @policy", "policy", policy)
        .And("c.opened_at >= @since", "since", since)
        .And("c.opened_at < @until", "until", until);
}

/// <summary>An observed case.</summary>
public sealed class ObservedCaseRow
{
    public required string Policy { get; init; }

    public Instant OpenedAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public Disposition? Disposition { get; init; }

    public long Attempts { get; init; }

    public Instant? FirstAt { get; init; }

    /// <summary>Missed calls, the first one included.</summary>
    public long Calls { get; init; }

    public long CallsBeforeFirst { get; init; }
}

/// <summary>An attempt that was not made.</summary>
public sealed class WouldCallRow
{
    public required string Policy { get; init; }

    public Instant At { get; init; }

    /// <summary>Until when the customer's phone would have rung.</summary>
    public Instant Until { get; init; }

    /// <summary>Null when nobody knew.</summary>
    public int? OperatorsFree { get; init; }

    /// <summary>Rules, with commas between.</summary>
    public required string Avoided { get; init; }
}
