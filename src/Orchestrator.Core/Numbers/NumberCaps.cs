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

    /// <summary>Country code and the next three digits, with the plus: <c>+7495</c>, <c>+49301</c>, <c>+358401</c>.</summary>
    public static string Of(PhoneNumber number)
    {
        var digits = number.Digits;
        var country = NumberingPlans.CodeLength(digits);
        return "+" + digits[..(country + AreaDigits)];
    }
}
