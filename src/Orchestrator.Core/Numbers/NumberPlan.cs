using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

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

    /// <summary>Whose customer a number is; the first that fits.</summary>
    public ImmutableArray<ResponsibleRule> Responsible { get; init; } = [];

    /// <summary>Where a number's country has several zones: the zone of a prefix; the first that fits.</summary>
    public ImmutableArray<ZoneRule> Zones { get; init; } = [];

    public NumberCaps Caps { get; init; } = new();

    /// <summary>Reads a caller ID. Takes anything that a stranger may send, and never throws.</summary>
    public NormalisedNumber Normalise(string? raw) => CallerId.Read(raw, this);

    /// <summary>Whether the number may be dialled.</summary>
    public GuardVerdict Guard(PhoneNumber number)
    {
        if (Own.Any(p => p.Matches(number)))
        {
            return new GuardVerdict.Refused("own", new Reason.GuardOwn());
        }

        if (DoNotCall.Any(p => p.Matches(number)))
        {
            return new GuardVerdict.Refused("do_not_call", new Reason.GuardDoNotCall());
        }

        if (Deny.FirstOrDefault(p => p.Matches(number)) is { } denied)
        {
            return new GuardVerdict.Refused($"deny {denied.Text}", new Reason.GuardDeny(denied.Text));
        }

        var allowed = Allow.IsEmpty
            ? Country is not null && number.E164.StartsWith(Country, StringComparison.Ordinal)
            : Allow.Any(p => p.Matches(number));
        return allowed ? new GuardVerdict.Allowed() : new GuardVerdict.Refused("allow", new Reason.GuardAllow());
    }

    /// <summary>The number as the trunk wants it. A number that no national rule fits stays international.</summary>
    public string Format(PhoneNumber number, NumberFormat format) => format switch
    {
        NumberFormat.Digits => number.Digits,
        NumberFormat.National => National.Select(rule => rule.Undo(number)).FirstOrDefault(n => n is not null) ?? number.E164,
        _ => number.E164,
    };

    /// <summary>The zone that the number tells of its owner: by <see cref="Zones"/>, else by its country where that has one time. Null when it tells none.</summary>
    public DateTimeZone? ZoneOf(PhoneNumber number) => Zones.FirstOrDefault(z => z.Numbers.Matches(number))?.Zone ?? CountryZones.Of(number);

    /// <summary>The zone of the home country, where it has one time; null otherwise.</summary>
    public DateTimeZone? HomeZone => Country is null ? null : CountryZones.OfCode(Country);

    /// <summary>The interface of the operator whose customer the number is, or null.</summary>
    public string? ResponsibleFor(PhoneNumber number) => Responsible.FirstOrDefault(r => r.Numbers.Matches(number))?.Interface;

    public bool IsVip(PhoneNumber number) => Vip.Any(p => p.Matches(number));
}
