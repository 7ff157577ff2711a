using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>The rules of <c>numbers.yaml</c>: how caller IDs are read, and which numbers may be dialled.</summary>
public sealed record NumberPlan
{
    /// <summary>No home region and no rules: only numbers with a plus are understood, and nothing may be dialled.</summary>
    public static NumberPlan Unknown { get; } = new();

    /// <summary>The ISO 3166 code of the region whose numbers are written without a country code: <c>RU</c>; null when unknown.</summary>
    public string? Home { get; init; }

    /// <summary>What the PBX puts before outside numbers, in caller IDs and when it dials: <c>9</c>; empty: nothing.</summary>
    public string OutsidePrefix { get; init; } = "";

    /// <summary>How numbers become international ones that the home region's plan cannot read; the first that fits. Of files of the first format.</summary>
    public ImmutableArray<NationalRule> National { get; init; } = [];

    /// <summary>What may be dialled. Empty means the home region.</summary>
    public ImmutableArray<NumberPattern> Allow { get; init; } = [];

    /// <summary>What kinds may be dialled.</summary>
    public ImmutableArray<NumberKind> Kinds { get; init; } = NumberGuard.DefaultKinds;

    /// <summary>What is never dialled; goes before <see cref="Allow"/>.</summary>
    public ImmutableArray<NumberPattern> Deny { get; init; } = [];

    /// <summary>Ranges that are dialled although the numbering plans' data does not know them.</summary>
    public ImmutableArray<NumberPattern> Also { get; init; } = [];

    /// <summary>Our own lines.</summary>
    public ImmutableArray<NumberPattern> Own { get; init; } = [];

    public ImmutableArray<NumberPattern> DoNotCall { get; init; } = [];

    /// <summary>Customers that go before all others.</summary>
    public ImmutableArray<NumberPattern> Vip { get; init; } = [];

    /// <summary>Whose customer a number is; the first that fits.</summary>
    public ImmutableArray<ResponsibleRule> Responsible { get; init; } = [];

    /// <summary>Where the owners of numbers live, in place of what the numbers tell; the first that fits.</summary>
    public ImmutableArray<ZoneRule> Zones { get; init; } = [];

    public NumberCaps Caps { get; init; } = new();

    /// <summary>What calls cost; null when nothing is said.</summary>
    public NumberPrices? Prices { get; init; }

    /// <summary>What may be spent on calls in any 24 hours; null: any amount.</summary>
    public decimal? BudgetPerDay { get; init; }

    /// <summary>What becomes of callers who hide their number.</summary>
    public RestrictedCallers Restricted { get; init; } = RestrictedCallers.Leave;

    /// <summary>Reads a number as it came or was written. Takes anything that a stranger may send, and never throws.</summary>
    public NormalisedNumber Normalise(string? raw) => NumberReader.Read(raw, this);

    /// <summary>Reads a number whose plus may have been left out, as in addresses.</summary>
    public NormalisedNumber NormaliseWithoutPlus(string raw) => NumberReader.ReadWithoutPlus(raw, this);

    /// <summary>The number that a text is, or null when it is none.</summary>
    public PhoneNumber? Read(string? raw) => (Normalise(raw) as NormalisedNumber.Dialable)?.Number;

    /// <summary>Whether the number may be dialled at all; <c>CustomerRules.Guard</c> asks as well what its trunk makes of it.</summary>
    public GuardVerdict Guard(PhoneNumber number) => NumberGuard.Judge(number, this);

    /// <summary>The zones in which the number's owner may live: by <see cref="Zones"/>, else by the number itself. Empty when it tells none.</summary>
    public ImmutableArray<DateTimeZone> ZonesOf(PhoneNumber number) => Zones.FirstOrDefault(z => z.Numbers.Matches(number)) is { } rule ? [rule.Zone] : NumberZones.Of(number);

    /// <summary>The zone of the home region, where it has one time; null otherwise.</summary>
    public DateTimeZone? HomeZone => Home is not null && NumberZones.OfRegion(Home) is [var only] ? only : null;

    /// <summary>The interface of the operator whose customer the number is, or null.</summary>
    public string? ResponsibleFor(PhoneNumber number) => Responsible.FirstOrDefault(r => r.Numbers.Matches(number))?.Interface;

    public bool IsVip(PhoneNumber number) => Vip.Any(p => p.Matches(number));
}
