using System.Collections.Immutable;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Numbers;

/// <summary>The rules of <c>numbers.yaml</c>: how caller IDs are read, and which numbers may be dialled.</summary>
public sealed record NumberPlan
{
    /// <summary>No country and no rules: only numbers with a plus are understood, and nothing may be dialled.</summary>
    public static NumberPlan Unknown { get; } = new();

    /// <summary>The home country's code with its plus, for example <c>+7</c>; null when unknown.</summary>
    public string? Country { get; init; }

    /// <summary>How numbers without a plus become international ones; the first that fits.</summary>
    public ImmutableArray<NationalRule> National { get; init; } = [];

    /// <summary>What may be dialled. Empty means the home country.</summary>
    public ImmutableArray<NumberPattern> Allow { get; init; } = [];

    /// <summary>What is never dialled; goes before <see cref="Allow"/>.</summary>
    public ImmutableArray<NumberPattern> Deny { get; init; } = [];

    /// <summary>Our own lines.</summary>
    public ImmutableArray<NumberPattern> Own { get; init; } = [];

    public ImmutableArray<NumberPattern> DoNotCall { get; init; } = [];

    /// <summary>Customers that go before all others.</summary>
    public ImmutableArray<NumberPattern> Vip { get; init; } = [];

    public NumberCaps Caps { get; init; } = new();

    /// <summary>Reads a caller ID. Takes anything that a stranger may send, and never throws.</summary>
    public NormalisedNumber Normalise(string? raw) => throw new NotSupportedException("Not written yet.");

    /// <summary>Whether the number may be dialled.</summary>
    public GuardVerdict Guard(PhoneNumber number) => throw new NotSupportedException("Not written yet.");

    /// <summary>The number as the trunk wants it. A number that no national rule fits stays international.</summary>
    public string Format(PhoneNumber number, NumberFormat format) => throw new NotSupportedException("Not written yet.");

    public bool IsVip(PhoneNumber number) => throw new NotSupportedException("Not written yet.");
}

/// <summary>
/// Reads numbers without a plus that start with <paramref name="Starts"/> (null: with anything) and have <paramref name="Length"/> digits
/// (null: any count): <paramref name="Becomes"/> takes the place of <paramref name="Starts"/>.
/// </summary>
public sealed record NationalRule(string? Starts, int? Length, string Becomes);

/// <summary>A number, or a prefix with a trailing <c>*</c>: <c>+74951234567</c>, <c>+7803*</c>.</summary>
public sealed record NumberPattern(string Text)
{
    public bool Matches(PhoneNumber number) => throw new NotSupportedException("Not written yet.");
}

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
    /// <summary>Country code and the next three digits, with the plus: <c>+7495</c>, <c>+49301</c>, <c>+358401</c>.</summary>
    public static string Of(PhoneNumber number) => throw new NotSupportedException("Not written yet.");
}
