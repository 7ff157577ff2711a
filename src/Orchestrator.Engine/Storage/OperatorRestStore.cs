using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads from <c>callback_leg</c> what operators have done for us lately.</summary>
public static class OperatorRestStore
{
    /// <summary>Of the last day: a talk lasts three hours at most, a wrap-up one.</summary>
    public static Task<IReadOnlyList<OperatorRest>> OperatorRestsAsync(this Transaction tx) =>
        tx.ListAsync<OperatorRest>(
            """
            select l.pbx, l.endpoint, max(l.dialled_at) as last_rung,
                   max(a.ended_at) filter (where a.outcome = 'connected' and l.answered_at is not null) as last_talk,
                   max(a.ended_at) filter (where a.outcome in ('operator_no_answer', 'operator_refused')) as last_miss
            from callback_leg l join callback_attempt a on a.id = l.attempt_id
            where l.role = 'operator' and l.dialled_at is not null and a.started_at > now() - interval '1 day'
            group by l.pbx, l.endpoint
            """);
}

/// <summary>When an operator was last busy with callbacks, by whichever instance.</summary>
public sealed class OperatorRest
{
    public required string Pbx { get; init; }

    public required string Endpoint { get; init; }

    public Instant LastRung { get; init; }

    /// <summary>The end of his last talk.</summary>
    public Instant? LastTalk { get; init; }

    /// <summary>The end of the last attempt that rang him in vain, or that he declined.</summary>
    public Instant? LastMiss { get; init; }
}
