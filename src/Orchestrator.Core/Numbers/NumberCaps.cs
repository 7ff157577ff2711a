namespace Orchestrator.Core.Numbers;

/// <summary>What is never exceeded over all policies together. The daemon counts.</summary>
public sealed record NumberCaps
{
    /// <summary>Dials of one number in any 24 hours.</summary>
    public int PerNumberPerDay { get; init; } = 3;

    /// <summary>Dials of one prefix (<see cref="CapPrefix.Of"/>) in any hour.</summary>
    public int PerPrefixPerHour { get; init; } = 60;

    /// <summary>Dials in any 24 hours in all.</summary>
    public int PerDay { get; init; } = 2000;
}

/// <summary>The prefix that <see cref="NumberCaps.PerPrefixPerHour"/> counts by.</summary>
public static class CapPrefix
{
    private const int AreaDigits = 3;

    // ITU-T E.164 list of country codes: zones 1 and 7 have one digit; these have two; all others three.
    private static readonly HashSet<string> TwoDigits =
    [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66",
        "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ];

    /// <summary>Country code and the next three digits, with the plus: <c>+7495</c>, <c>+49301</c>, <c>+358401</c>.</summary>
    public static string Of(PhoneNumber number)
    {
        var digits = number.Digits;
        var country = digits[0] is '1' or '7' ? 1 : TwoDigits.Contains(digits[..2]) ? 2 : 3;
        return "+" + digits[..(country + AreaDigits)];
    }
}
