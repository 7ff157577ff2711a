using PhoneNumbers;
using Parsed = PhoneNumbers.PhoneNumber;

namespace Orchestrator.Core.Numbers;

/// <summary>What a text is to somebody in a region. What costs more is found out when it is asked for.</summary>
internal sealed class PlanEntry
{
    private readonly Lazy<NumberFacts> facts;

    /// <param name="number">Null: no number at all, whatever its length.</param>
    /// <param name="why">What the library found wrong.</param>
    public PlanEntry(string text, string? region, Parsed? number, ErrorType why)
    {
        (Text, Region, Number, Why) = (text, region, number, why);
        E164 = number is null ? "" : NumberingPlans.E164(number);
        IsValid = number is not null && NumberingPlans.IsValid(number);
        facts = new Lazy<NumberFacts>(() => NumberFacts.Of(this));
    }

    public string Text { get; }

    public string? Region { get; }

    public Parsed? Number { get; }

    public ErrorType Why { get; }

    public string E164 { get; }

    /// <summary>The country's plan has such numbers.</summary>
    public bool IsValid { get; }

    public NumberFacts Facts => facts.Value;
}
