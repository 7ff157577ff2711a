namespace Orchestrator.Core;

/// <summary>What kind of line a number belongs to.</summary>
public enum NumberKind
{
    Mobile,
    FixedLine,

    /// <summary>Its plan does not tell the two apart, as in +1.</summary>
    FixedLineOrMobile,

    TollFree,
    Voip,

    /// <summary>Follows a person, at a price nobody knows.</summary>
    PersonalNumber,

    PremiumRate,
    SharedCost,
    Pager,

    /// <summary>One number of a company for all its offices, often at a rate of its own.</summary>
    Uan,

    Voicemail,

    /// <summary>Satellites and other networks that are of no country.</summary>
    Satellite,

    /// <summary>The numbering plan has no such range, or does not say.</summary>
    Unknown,
}
