using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.NumberRules;

/// <summary>
/// Tells, once, of numbers in the books that are read otherwise since libphonenumber reads them (migration 12). Their rows stay as they are and can be looked up under
/// their old names; nobody is called by them, and a rule that was set for one holds for that name only.
/// </summary>
internal static class ChangedNumbers
{
    private const int Since = 12;
    private const int MostNamed = 100;

    /// <summary>A line for each number with an open case or a rule, and one for how many others there are. Empty unless the migration was among those applied just now.</summary>
    public static async Task<IReadOnlyList<string>> TellAsync(Database database, IReadOnlyList<Migration> applied, NumberPlan plan, CancellationToken cancel)
    {
        if (!applied.Any(m => m.Version == Since))
        {
            return [];
        }

        var changed = (await database.ReadAsync(tx => tx.AllNumbersAsync(), cancel)).Where(b => plan.Read(b.Number)?.E164 != b.Number).ToList();
        var named = changed.Where(b => b.HasOpenCase || b.Rule is not null).ToList();
        return
        [
            .. named.Take(MostNamed).Select(b => Line(b, plan)),
            .. named.Count > MostNamed ? [$"{named.Count - MostNamed} more numbers with an open case or a rule are read otherwise now"] : Array.Empty<string>(),
            .. changed.Count > named.Count ? [$"{changed.Count - named.Count} numbers of closed cases and missed calls are read otherwise now; they stay as they are"] : Array.Empty<string>(),
        ];
    }

    private static string Line(BookedNumber booked, NumberPlan plan)
    {
        var meant = plan.Read(booked.Number) ?? plan.Read(booked.Number[1..]);
        var now = meant is { } number ? $"it is {number.E164} now" : "it is no number now";
        var what = (booked.HasOpenCase, booked.Rule) switch
        {
            (true, null) => "its open case closes as blocked when it is due",
            (_, var rule) => $"its rule {rule} holds for nobody" + (meant is { } who && rule is not null ? $": orchestrator number {rule.Replace('_', '-')} {who.E164} --reason \"…\"" : ""),
        };
        return $"{booked.Number}: {now}; {what}";
    }
}
