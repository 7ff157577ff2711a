using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

internal static class ZoneText
{
    private static readonly Reason Suggestion = new Reason.WriteZone();

    private const int LongestAbbreviation = 4;

    public static DateTimeZone? Read(Field field)
    {
        if (field.Text(Suggestion) is not { } id)
        {
            return null;
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        if (zone is null)
        {
            field.Refuse(new Reason.NotAZone(), Meant(id) is { } meant ? new Reason.DidYouMean(meant) : Suggestion);
        }

        return zone;
    }

    /// <summary>The zone of that city, however its case, its region and its blanks are written; else the one that is written most like it.</summary>
    private static string? Meant(string id)
    {
        // Abbreviations are not meant by what looks like them: MSK is neither MST nor Omsk.
        var zones = DateTimeZoneProviders.Tzdb.Ids.Where(z => z.Contains('/', StringComparison.Ordinal)).OrderBy(z => z.Length).ThenBy(z => z, StringComparer.Ordinal).ToList();
        var cities = zones.ToLookup(City, StringComparer.OrdinalIgnoreCase);
        var city = City(id.Replace(' ', '_'));
        return zones.Find(z => z.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? cities[city].FirstOrDefault()
            ?? (id.Contains('/', StringComparison.Ordinal) ? DidYouMean.Closest(id, zones)
                : city.Length > LongestAbbreviation && DidYouMean.Closest(city, cities.Select(c => c.Key)) is { } alike ? cities[alike].First()
                : null);
    }

    private static string City(string id) => id[(id.LastIndexOf('/') + 1)..];
}
