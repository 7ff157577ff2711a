using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.NumberRules;

/// <summary>
/// Tells, once, of numbers in the books that are read otherwise since libphonenumber reads them (migration 13). Their rows stay as they are and can be looked up under
/// their old names; nobody is called by them, and a rule that was set for one holds for that name only.
/// </summary>
internal static class ChangedNumbers
{
    private const int Since = 13;
    private const int MostNamed = 100;

    /// <summary>One for each number with an open case or a rule, and one for how many others there are. Empty unless the migration was among those applied just now.</summary>
    public static async Task<IReadOnlyList<Reason>> TellAsync(Database database, IReadOnlyList<Migration> applied, NumberPlan plan, CancellationToken cancel)
    {
        if (!applied.Any(m => m.Version == Since))
        {
            return [];
        }

        var changed = (await database.ReadAsync(tx => tx.Numbers.AllAsync(), cancel)).Where(b => plan.Read(b.Number.E164) != b.Number).ToList();
        var named = changed.Where(b => b.HasOpenCase || RulesOf(b).Any()).ToList();
        IEnumerable<Reason> more = named.Count > MostNamed ? [new Reason.MoreReadOtherwise(named.Count - MostNamed)] : [];
        IEnumerable<Reason> others = changed.Count > named.Count ? [new Reason.OthersReadOtherwise(changed.Count - named.Count)] : [];
        return [.. named.Take(MostNamed).Select(b => Of(b, plan)), .. more, .. others];
    }

    private static Reason.NumberReadOtherwise Of(BookedNumber booked, NumberPlan plan)
    {
        var old = booked.Number;
        var now = plan.Read(old.E164) ?? plan.Read(old.Digits);
        IEnumerable<Reason> ofCase = booked.HasOpenCase ? [new Reason.CaseClosesWhenDue()] : [];
        Reason[] what = [.. ofCase, .. RulesOf(booked).Select(rule => new Reason.RuleHoldsForNobody(Words.Of(rule), Command(rule, now)))];
        return new Reason.NumberReadOtherwise(old.E164, now is { } number ? new Reason.IsAnotherNumberNow(number.E164) : new Reason.IsNoNumberNow(), what[0].Then(what[1..]));
    }

    private static IEnumerable<NumberRule> RulesOf(BookedNumber booked)
    {
        if (booked.IsDoNotCall)
        {
            yield return NumberRule.DoNotCall;
        }

        if (booked.IsVip)
        {
            yield return NumberRule.Vip;
        }
    }

    private static string? Command(NumberRule rule, PhoneNumber? now) => now is { } number ? $"number {Words.Of(rule).Replace('_', '-')} {number.E164}" : null;
}
