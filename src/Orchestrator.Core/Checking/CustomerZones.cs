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
            if (CountryZones.OfCode(allowed.Text.TrimEnd('*')) is { } zone)
            {
                yield return (allowed.Text, zone);
            }
        }
    }

    /// <summary>By how many minutes the zone's clocks are ahead of another's, in winter and in summer.</summary>
    public static IEnumerable<int> MinutesAhead(DateTimeZone zone, DateTimeZone of, LocalDate today) =>
        from months in Enumerable.Range(0, 2)
        let at = today.PlusMonths(6 * months).AtMidnight().InUtc().ToInstant()
        select (zone.GetUtcOffset(at).Seconds - of.GetUtcOffset(at).Seconds) / 60; // up to 26 hours: more than an Offset holds
}
