using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Planning;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads what the planner needs to know of a case.</summary>
public sealed class CaseHistories(Transaction tx)
{
    private const string Attempts =
        """
        select a.started_at, a.customer_dialled_at, a.ended_at, a.outcome, a.uses_attempt, l.cause, l.sip_code
        from callback_attempt a left join callback_leg l on l.attempt_id = a.id and l.role = 'customer'
        where a.case_id = @Id and a.state = 'ended' order by a.number
        """;

    /// <summary>Of an observed case, what would have been its attempts: nobody answered them.</summary>
    private const string WouldBeAttempts =
        """
        select (data->>'at')::timestamptz as started_at, (data->>'at')::timestamptz as customer_dialled_at, (data->>'until')::timestamptz as ended_at,
               'no_answer' as outcome, coalesce((data->>'uses_attempt')::boolean, true) as uses_attempt, null::int as cause, null::int as sip_code
        from case_event where case_id = @Id and kind = 'would_call' order by id
        """;

    private const string Dials = "select customer_dialled_at from callback_attempt where customer_number = @Number and customer_dialled_at > now() - interval '24 hours' order by 1";

    /// <param name="row">Locked.</param>
    /// <param name="customerZones">Where the number's owner may live, as far as it tells.</param>
    public async Task<CaseHistory> OfAsync(CaseRow row, ImmutableArray<DateTimeZone> customerZones)
    {
        var (attempts, dials) = await tx.ListBothAsync<PastAttempt, Instant>(row.Observed ? WouldBeAttempts : Attempts, Dials, new { row.Id, row.Number });
        var history = new CaseHistory(
            row.OpenedAt,
            row.MissedAt,
            [.. attempts],
            row.NotBefore,
            [.. dials],
            row.AskedAt,
            customerZones);

        // Its own would-be dials count within the case, as they would have; nobody else's limit knows of them.
        return row.Observed ? history with { DialsOfNumber = [.. dials.Concat(OfLastDay(history, tx.Now)).Order()] } : history;
    }

    private static IEnumerable<Instant> OfLastDay(CaseHistory history, Instant now) =>
        history.Attempts.Select(a => a.StartedAt).Where(at => at > now - Duration.FromDays(1));
}
