using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.NumberRules;

/// <summary>What is to be made of a number now, and what people decided about it.</summary>
/// <param name="Verdict">VIP or not, refused or not.</param>
/// <param name="Rules">All rules that were ever set, the latest first.</param>
/// <param name="CapReachedUntil">It was called as often as the number guard allows in 24 hours; null: it was not.</param>
/// <param name="Contacts">Who talked with it last.</param>
/// <param name="Facts">Its region and kind.</param>
/// <param name="Zones">Where its owner may live.</param>
public sealed record NumberPicture(
    NumberVerdict Verdict, IReadOnlyList<NumberRuleRow> Rules, Instant? CapReachedUntil, IReadOnlyList<ContactRow> Contacts, NumberFacts Facts, ImmutableArray<DateTimeZone> Zones)
{
    private const int MostRules = 50;

    public static async Task<NumberPicture> OfAsync(Transaction tx, PhoneNumber number, NumberPlan plan)
    {
        var dials = await tx.Numbers.DialsOfAsync(number);
        var most = plan.Caps.PerNumberPerDay;
        return new NumberPicture(
            await NumberVerdict.OfAsync(tx, number, plan, customer: null),
            await tx.NumberRules.HistoryAsync(number, MostRules),
            dials.Count >= most ? dials[^most] + Duration.FromDays(1) : null,
            await tx.Numbers.ContactsOfAsync(number),
            NumberFacts.Of(number),
            plan.ZonesOf(number));
    }
}
