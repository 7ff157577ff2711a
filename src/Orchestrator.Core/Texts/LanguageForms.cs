using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace Orchestrator.Core.Texts;

/// <summary>How a language writes numbers, days and zones.</summary>
internal sealed record LanguageForms
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Whether a plural has three forms (Slavic: 1, 2 to 4, 5 to 20), or two.</summary>
    public required bool ThreePlurals { get; init; }

    public required char Decimal { get; init; }

    /// <summary>Between thousands.</summary>
    public required char Group { get; init; }

    /// <summary>NodaTime's pattern of a date.</summary>
    public required string Day { get; init; }

    /// <summary>From Monday on.</summary>
    public required ImmutableArray<string> ShortDays { get; init; }

    /// <summary>On Monday, and so on; with the preposition where the language declines the day's name.</summary>
    public required ImmutableArray<string> OnDays { get; init; }

    /// <summary>As they stand behind a day's number.</summary>
    public required ImmutableArray<string> Months { get; init; }

    /// <summary>The first, the second, and so on.</summary>
    public required ImmutableArray<string> Ordinals { get; init; }

    /// <summary>What stands behind a larger ordinal's digits.</summary>
    public required string OrdinalBehind { get; init; }

    /// <summary>Zones that are named by their distance from one of them; null: there are none.</summary>
    public NeighbourZones? Zones { get; init; }

    /// <summary>How many plural forms each number in a text must have.</summary>
    public int Plurals => ThreePlurals ? 3 : 2;

    public static LanguageForms Read(JsonElement forms) => forms.Deserialize<LanguageForms>(Options)!;

    /// <summary>Which of the plural's forms a number takes.</summary>
    public int PluralOf(int n) => (ThreePlurals, n % 10, n % 100) switch
    {
        (false, _, _) => n == 1 ? 0 : 1,
        (true, 1, not 11) => 0,
        (true, >= 2 and <= 4, not (>= 12 and <= 14)) => 1,
        _ => 2,
    };

    /// <summary>A zone without a time in it.</summary>
    public string ZoneName(DateTimeZone zone) => Zones is { } near && near.Base == zone.Id ? near.Name : zone.Id;

    /// <summary>A zone's short name at a time: <c>MSK</c>, <c>CEST</c>, <c>UTC+5</c>.</summary>
    public string ZoneAt(ZonedDateTime at)
    {
        if (Zones is { } near && near.Ids.Contains(at.Zone.Id))
        {
            var apart = (at.Offset - DateTimeZoneProviders.Tzdb[near.Base].GetUtcOffset(at.ToInstant())).Seconds / NodaConstants.SecondsPerHour;
            return apart == 0 ? near.Name : $"{near.Name}{(apart < 0 ? "−" : "+")}{Math.Abs(apart)}";
        }

        var name = at.Zone.GetZoneInterval(at.ToInstant()).Name;
        return name is ['+' or '-', ..] ? $"UTC{name}" : name;
    }
}

/// <summary>Zones of a country that are named by their distance from its capital's.</summary>
internal sealed record NeighbourZones
{
    public required string Base { get; init; }

    public required string Name { get; init; }

    public required ImmutableHashSet<string> Ids { get; init; }
}
