using NodaTime;

namespace Orchestrator.Core.Reasons;

/// <content>Whether a policy takes a call, and what is wrong with a question about it.</content>
public abstract partial record Reason
{
    public sealed record TakesCall : Reason;

    /// <param name="Files">Those that come first and have errors.</param>
    public sealed record TakesCallUnless(string Files) : Reason;

    /// <param name="Policy">Which comes first.</param>
    /// <param name="File">Where it stands; null where that is not told.</param>
    public sealed record AnotherTakesCall(string Policy, string? File) : Reason;

    public sealed record FieldDoesNotFit(string Field) : Reason;

    public sealed record FieldsDoNotFit(string Fields, string Last) : Reason;

    public sealed record MissedTimeExpected : Reason;

    /// <summary>A time that the clocks skip, and the one that is taken for it.</summary>
    public sealed record TimeSkipped(DateTimeZone Zone, LocalTime Taken) : Reason;

    public sealed record TimeTwice(DateTimeZone Zone) : Reason;

    public sealed record GiveAtMost(int Count) : Reason;

    public sealed record CannotBeCalledBack : Reason;

    /// <param name="Meant">The word that was probably meant; null: none is near.</param>
    /// <param name="Words">All of them.</param>
    public sealed record OutcomeWords(string? Meant, string Words) : Reason;

    /// <inheritdoc cref="OutcomeWords"/>
    public sealed record ReasonWords(string? Meant, string Words) : Reason;

    public sealed record DurationExpected : Reason;
}
