namespace Orchestrator.Core.Attempts;

/// <summary>An outcome and the evidence for it in words: <c>486 Busy here, cause 17 User busy</c>.</summary>
public sealed record Classification(Outcome Outcome, string Why);

/// <summary>Tells from what was seen of the customer's leg how the attempt ended. A doubtful cause is never invalid and never a success.</summary>
public static class OutcomeClassifier
{
    public static Classification Classify(LegEvidence evidence) => throw new NotSupportedException("Not written yet.");
}
