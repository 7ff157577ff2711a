using NodaTime;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Engine.Storage;

/// <summary>What callbacks have cost within the last 24 hours, by the prices of <c>numbers.yaml</c>.</summary>
public sealed class SpendingStore(Transaction tx)
{
    // Minutes are begun ones from the customer's answer on. An attempt that may still dial counts with one minute: two that start at once stay within the budget together.
    private const string Costs =
        """
        with cost as (
          select a.customer_dialled_at as at,
                 @attempt + coalesce(tariff.price, 0) * case
                   when a.customer_dialled_at is null then 1
                   when leg.answered_at is null then 0
                   else greatest(1, ceil(extract(epoch from coalesce(leg.ended_at, a.ended_at, now()) - leg.answered_at) / 60)) end as spent
          from callback_attempt a
          left join callback_leg leg on leg.attempt_id = a.id and leg.role = 'customer'
          left join lateral (
            select price from unnest(@numbers, @prices) with ordinality as t (numbers, price, place) where a.customer_number like t.numbers order by place limit 1) tariff on true
          where a.customer_dialled_at > now() - interval '24 hours' or (a.state <> 'ended' and a.customer_dialled_at is null))
        """;

    public Task<decimal> SumAsync(NumberPrices prices) =>
        tx.GetAsync<decimal>(Costs + " select coalesce(sum(spent), 0) from cost", Of(prices, 0));

    /// <summary>When no more than <paramref name="most"/> has been spent within 24 hours; null: now, or when attempts under way have ended.</summary>
    public async Task<Instant?> FreeAtAsync(NumberPrices prices, decimal most) =>
        (await tx.ListAsync<Instant>(
            Costs + """
             select at + interval '24 hours' from (select at, sum(spent) over (order by at desc nulls first rows unbounded preceding) as so_far from cost) summed
            where so_far > @most and at is not null order by so_far limit 1
            """,
            Of(prices, most))) is [var at] ? at : null;

    /// <summary>Whether this policy's people were told within 24 hours that the budget is used up.</summary>
    public Task<bool> IsToldOfAsync(string policy) =>
        tx.GetAsync<bool>("select exists (select from notice where event = 'budget_used_up' and policy = @policy and at > now() - interval '24 hours')", new { policy });

    private static object Of(NumberPrices prices, decimal most) => new
    {
        attempt = prices.Attempt,
        numbers = prices.Minute.Select(m => m.Numbers.Prefix is { } prefix ? prefix + "%" : m.Numbers.Text).ToArray(),
        prices = prices.Minute.Select(m => m.Price).ToArray(),
        most,
    };
}
