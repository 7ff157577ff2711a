using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Core.Checking;

/// <summary>The zones in which customers are known to live: of <c>zones:</c> in numbers.yaml, and of the countries that may be dialled.</summary>
internal static class CustomerZones
{
    public static IEnumerable<(string Numbers, DateTimeZone Zone)> Of(NumberPlan numbers)
    {
        foreach (var rule in numbers.Zones)
        {
            yield return (rule.Numbers.Text, rule.Zone);
        }

        foreach (var allowed in numbers.Allow)
        {
            if (NumberZones.OfRegions(RegionsOf(allowed)) is [var zone])
            {
                yield return (allowed.Text, zone);
            }
        }
    }

    /// <summary>The zones of home, when its numbers do not tell which of them and <c>zones:</c> does not either; else none.</summary>
    public static ImmutableArray<DateTimeZone> OfHome(NumberPlan numbers) =>
        numbers.Home is { } home && NumberingPlans.MobileExampleOf(home) is { } mobile && numbers.ZonesOf(mobile) is { Length: > 1 } zones ? zones : [];

    /// <summary>What a mobile number of home begins with: the country code and a digit.</summary>
    public static string MobilePrefixOf(NumberPlan numbers) =>
        NumberingPlans.MobileExampleOf(numbers.Home!) is { } mobile ? mobile.E164[..(NumberingPlans.CodeLength(mobile.Digits) + 2)] : "+";

    private static IReadOnlyList<string> RegionsOf(NumberPattern allowed) => allowed.Region is { } region ? [region]
        : allowed.Prefix is { } prefix ? NumberingPlans.RegionsBehind(prefix)
        : [];

    /// <summary>By how many minutes the zone's clocks are ahead of another's, in winter and in summer.</summary>
    public static IEnumerable<int> MinutesAhead(DateTimeZone zone, DateTimeZone of, LocalDate today) =>
        from months in Enumerable.Range(0, 2)
        let at = today.PlusMonths(6 * months).AtMidnight().InUtc().ToInstant()
        select (zone.GetUtcOffset(at).Seconds - of.GetUtcOffset(at).Seconds) / 60; // up to 26 hours: more than an Offset holds
}
