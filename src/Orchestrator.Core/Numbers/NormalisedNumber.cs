using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>What a text turned out to be as a number: a closed set.</summary>
public abstract record NormalisedNumber
{
    private NormalisedNumber()
    {
    }

    /// <summary>A number in international form. Whether it may be dialled is <see cref="NumberPlan.Guard(PhoneNumber)"/>'s to say.</summary>
    public sealed record Dialable(PhoneNumber Number) : NormalisedNumber
    {
        /// <summary>Its country's plan has such numbers. If not, it is only as long as one.</summary>
        public bool IsKnown { get; init; } = true;
    }

    /// <summary>The caller showed no number.</summary>
    public sealed record Anonymous : NormalisedNumber;

    /// <summary>Too short for a public number: an internal extension or a short code.</summary>
    public sealed record Extension(string Digits) : NormalisedNumber;

    /// <summary>No telephone number. <paramref name="Reason"/> never repeats the text, which a stranger wrote.</summary>
    public sealed record NotANumber(Reason Reason) : NormalisedNumber;
}
