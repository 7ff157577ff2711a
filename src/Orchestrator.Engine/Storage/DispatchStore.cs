using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>What dispatch reads and counts.</summary>
public sealed class DispatchStore(Transaction tx)
{
    /// <summary>
    /// Ready cases, highest priority first (it grows by the case's ageing with each full hour that the case is due), then longest due; at most <paramref name="perPolicy"/> of each policy so that a policy without operators hides no other;
    /// and how many attempts of each policy are running.
    /// </summary>
    public async Task<(IReadOnlyList<ReadyCase> Ready, Dictionary<string, int> Running)> ReadyAndRunningAsync(int perPolicy)
    {
        var (ready, running) = await tx.ListBothAsync<ReadyCase, PolicyCount>(
            $"""
            select id, policy, pbx, number, queue, held_why, asked_operator, (select operator from contact c where c.pbx = placed.pbx and c.number = placed.number) as last_spoken from (
              select *, row_number() over (partition by policy order by rank desc, next_attempt_at) as place from (
                select id, policy, pbx, number, queue, {ReasonColumns.Held()}, asked_operator, next_attempt_at,
                       priority + ageing * greatest(0, floor(extract(epoch from now() - next_attempt_at) / 3600)) as rank
                from callback_case where state = 'ready' and not observed) ready) placed
            where place <= @perPolicy order by rank desc, next_attempt_at
            """,
            "select policy, count(*)::int as count from callback_attempt where state <> 'ended' group by policy",
            new { perPolicy });
        return (ready, running.ToDictionary(c => c.Policy, c => c.Count, StringComparer.Ordinal));
    }

    /// <summary>Until the transaction ends nobody else claims, on no instance: what is counted stays true until the claim is written.</summary>
    public Task LockGuardAsync() => tx.LockAsync("number guard");

    /// <summary>Customer dials within the windows of the number guard's caps; attempts that are under way and may still dial count as well.</summary>
    public Task<DialCounts> CountDialsAsync(PhoneNumber number, string prefix) =>
        tx.GetAsync<DialCounts>(
            """
            with coming as (select customer_number from callback_attempt where state <> 'ended' and customer_dialled_at is null)
            select exists (select from callback_attempt where state <> 'ended' and customer_number = @number) as under_way,
                   (select count(*)::int from callback_attempt where customer_dialled_at > now() - interval '1 hour' and starts_with(customer_number, @prefix))
                   + (select count(*)::int from coming where starts_with(customer_number, @prefix)) as of_prefix,
                   (select count(*)::int from callback_attempt where customer_dialled_at > now() - interval '24 hours') + (select count(*)::int from coming) as in_all
            """,
            new { number, prefix });

    /// <summary>When fewer than <paramref name="most"/> customer dials lie within the window before; null when the attempts under way alone fill it.</summary>
    /// <param name="most">The cap.</param>
    /// <param name="window">How far back it counts.</param>
    /// <param name="prefix">Of the numbers that count; empty for all.</param>
    public async Task<Instant?> DialsFreeAtAsync(int most, Duration window, string prefix) =>
        (await tx.ListAsync<Instant>(
            """
            select customer_dialled_at + @window from callback_attempt
            where customer_dialled_at > now() - @window and starts_with(customer_number, @prefix)
            order by customer_dialled_at desc
            offset greatest(0, @most - 1 - (select count(*)::int from callback_attempt where state <> 'ended' and customer_dialled_at is null and starts_with(customer_number, @prefix)))
            limit 1
            """,
            new { most, window = window.ToTimeSpan(), prefix })) is [var at] ? at : null;

    private sealed record PolicyCount(string Policy, int Count);
}

/// <summary>A case that wants an operator and a line.</summary>
public sealed class ReadyCase
{
    public Guid Id { get; init; }

    public required string Policy { get; init; }

    public required string Pbx { get; init; }

    public PhoneNumber Number { get; init; }

    public string? Queue { get; init; }

    /// <summary>The operator who talked with the customer last, on this PBX.</summary>
    public string? LastSpoken { get; init; }

    /// <summary>The operator who was asked for with the callback.</summary>
    public string? AskedOperator { get; init; }

    public Reason? HeldWhy { get; init; }
}

/// <summary>How often customers were dialled lately.</summary>
public sealed class DialCounts
{
    /// <summary>An attempt at this number is going on, under any policy.</summary>
    public bool UnderWay { get; init; }

    /// <summary>This prefix, within an hour.</summary>
    public int OfPrefix { get; init; }

    /// <summary>All numbers, within 24 hours.</summary>
    public int InAll { get; init; }
}
