using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;
using PhoneNumbers;

namespace Orchestrator.Core.Numbers;

/// <summary>
/// The zones in which the owner of a number may live: those of its area, or of its whole country where the number tells no area, as mobile numbers don't.
/// From the numbering plans' data; of a whole country from the IANA database, because the data's list is the country code's, with neighbours in it and stand-ins.
/// </summary>
public static class NumberZones
{
    // Zones that have gone the same way of late count as one, whatever they did before: Germany has Europe/Berlin and Europe/Busingen.
    private static readonly ZoneEqualityComparer SamePresent = ZoneEqualityComparer
        .ForInterval(new Interval(Instant.FromUtc(2025, 1, 1, 0, 0), Instant.FromUtc(2035, 1, 1, 0, 0)))
        .WithOptions(ZoneEqualityComparer.Options.OnlyMatchWallOffset);

    // Read past the provider: it would keep all 400 zones, 4 MB, for the few of the countries that anybody calls.
    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;

    private static readonly Lazy<FrozenDictionary<string, string>> CountryOfZone = new(
        () => Source.ZoneLocations!.ToFrozenDictionary(z => z.ZoneId, z => z.CountryCode, StringComparer.Ordinal));

    private static readonly Instant Winter = Instant.FromUtc(2026, 1, 15, 0, 0);

    private static readonly ConcurrentDictionary<string, ImmutableArray<DateTimeZone>> ByRegion = new(StringComparer.Ordinal);

    /// <summary>Empty: the number tells none.</summary>
    public static ImmutableArray<DateTimeZone> Of(PhoneNumber number)
    {
        if (NumberingPlans.Look(number) is not { Number: { } parsed } entry)
        {
            return [];
        }

        string[] told = [.. PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(parsed).Where(Source.CanonicalIdMap.ContainsKey)];
        return told.Length == 0 ? []
            : entry.Facts.Region is not { } region || Array.TrueForAll(told, id => CountryOf(id) == region) ? Distinct(told)
            : told is [var only] ? StoodInFor(only, region)
            : OfRegion(region);
    }

    /// <summary>The zones of a region by its ISO 3166 code.</summary>
    public static ImmutableArray<DateTimeZone> OfRegion(string region) =>
        ByRegion.GetOrAdd(region, static code => Distinct(Source.ZoneLocations!.Where(z => z.CountryCode == code).Select(z => z.ZoneId)));

    /// <summary>The zones of several regions, those that go the same way once.</summary>
    public static ImmutableArray<DateTimeZone> OfRegions(IEnumerable<string> regions) => [.. regions.SelectMany(r => OfRegion(r)).Distinct(SamePresent)];

    // The data has Bucharest for Kaliningrad, which is right in winter only, and Moscow for Minsk.
    private static ImmutableArray<DateTimeZone> StoodInFor(string id, string region)
    {
        var zones = OfRegion(region);
        var winter = Source.ForId(id).GetUtcOffset(Winter);
        var alike = zones.Where(z => z.GetUtcOffset(Winter) == winter).ToImmutableArray();
        return zones.Length == 1 ? zones : alike.IsEmpty ? Distinct([id]) : alike;
    }

    private static string? CountryOf(string id) => CountryOfZone.Value.GetValueOrDefault(id);

    private static ImmutableArray<DateTimeZone> Distinct(IEnumerable<string> ids) =>
        [.. ids.Select(Source.ForId).Distinct(SamePresent).Select(zone => DateTimeZoneProviders.Tzdb[zone.Id])];
}
