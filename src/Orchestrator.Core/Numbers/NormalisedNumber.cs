using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>What a caller ID turned out to be: a closed set.</summary>
public abstract record NormalisedNumber
{
    private NormalisedNumber()
    {
    }

    /// <summary>A number in international form. Whether it may be dialled is <see cref="NumberPlan.Guard"/>'s to say.</summary>
    public sealed record Dialable(PhoneNumber Number) : NormalisedNumber;

    /// <summary>The caller showed no number.</summary>
    public sealed record Anonymous : NormalisedNumber;

    /// <summary>Too short for a public number: an internal extension or a short code.</summary>
    public sealed record Extension(string Digits) : NormalisedNumber;

    /// <summary>No telephone number. <paramref name="Reason"/> never repeats the text, which a stranger wrote.</summary>
    public sealed record NotANumber(Reason Reason) : NormalisedNumber;
}

/// <summary>The number guard's answer: a closed set.</summary>
public abstract record GuardVerdict
{
    private GuardVerdict()
    {
    }

    public sealed record Allowed : GuardVerdict;

    /// <summary>Not to be dialled. <paramref name="Rule"/> names the rule: <c>own</c>, <c>do_not_call</c>, <c>deny +7803*</c> or <c>allow</c>.</summary>
    public sealed record Refused(string Rule, Reason Why) : GuardVerdict;
}
