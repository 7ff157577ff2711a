using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>What a numbers file lets through that was probably not meant.</summary>
internal static class NumbersWarnings
{
    private const int MostNamed = 5;

    private static readonly NumberKind[] Dear =
        [NumberKind.PremiumRate, NumberKind.SharedCost, NumberKind.PersonalNumber, NumberKind.Pager, NumberKind.Uan, NumberKind.Voicemail, NumberKind.Satellite];

    /// <summary>Prefixes that hold the numbers of more regions than their writer may have thought of.</summary>
    public static void OfAllowed(Field field, NumberPlan plan)
    {
        var named = plan.Allow.Select(p => p.Region).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (item, text) in (field.Items(NumberListReader.WithRegions) ?? []).Select(i => (i, i.Plain)))
        {
            if (text is null || new NumberPattern(text).Prefix is not { } prefix)
            {
                continue;
            }

            var regions = NumberingPlans.RegionsBehind(prefix);
            var meant = plan.Home is { } home && regions.Contains(home) ? home : regions is [var first, ..] ? first : null;
            var others = regions.Where(r => r != meant && !named.Contains(r)).ToList();
            if (others.Count == 0)
            {
                continue;
            }

            item.Warn(
                new Reason.LetsThroughOthers(string.Join(", ", others.Take(MostNamed)), others.Count > MostNamed ? others.Count - MostNamed : null),
                new Reason.WriteThisRegion(meant!));
        }
    }

    /// <summary>A budget that the first minute of a call would exceed: nobody with such a number is ever called.</summary>
    public static void OfBudget(Field field, NumberPlan plan)
    {
        if (plan.Prices is { } prices && prices.Minute.FirstOrDefault(p => prices.Attempt + p.Price > plan.BudgetPerDay) is { } dear)
        {
            field.Warn(new Reason.BudgetBelowOneCall(dear.Numbers.Text), new Reason.WriteLargerBudget());
        }
    }

    public static void OfKinds(Field field)
    {
        foreach (var item in field.Items(new Reason.WriteKinds()) ?? [])
        {
            if (item.Plain is { } word && Words.Find<NumberKind>(word) is { } kind && Dear.Contains(kind))
            {
                item.Warn(new Reason.DearKind(), new Reason.TakeKindOut());
            }
        }
    }
}
