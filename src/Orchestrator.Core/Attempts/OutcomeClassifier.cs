using Orchestrator.Core.Calls;

namespace Orchestrator.Core.Attempts;

/// <summary>An outcome and the evidence for it in words: <c>486 Busy here, cause 17 User busy</c>.</summary>
public sealed record Classification(Outcome Outcome, string Why);

/// <summary>
/// Tells from what was seen of the customer's leg how the attempt ended. What we did ourselves goes first, because Asterisk's cause then
/// means nothing; then the SIP code, which is finer; then the Q.850 cause. A doubtful end is never invalid and never a success.
/// </summary>
public static class OutcomeClassifier
{
    public static Classification Classify(LegEvidence evidence)
    {
        var causes = HangupCause.Describe(evidence.Cause, evidence.SipCode);
        return evidence switch
        {
            { Answered: true } => new(Outcome.Connected, "answered"),
            { HungUpByUs: true } => new(Outcome.Interrupted, "we ended the call"),
            { TimedOut: true, Rang: true } => new(Outcome.NoAnswer, "rang in vain until our time limit"),
            { TimedOut: true } => new(Outcome.NoAnswer, "no answer until our time limit, ringing not seen"),
            { Refused: true } => new(Outcome.Congestion, "endpoint unavailable: the PBX did not make the call"),
            _ when (BySip(evidence) ?? ByCause(evidence)) is { } verdict => new(verdict.Outcome, causes + verdict.Remark),
            _ => new(Outcome.Failed, $"unclear: {causes}"),
        };
    }

    private static Verdict? BySip(LegEvidence leg) => leg.SipCode switch
    {
        486 or 600 => new(Outcome.Busy),
        404 or 410 or 484 or 604 => new(Outcome.Invalid),
        408 or 480 => Silent(leg),
        403 or 603 => new(Outcome.Rejected),
        401 or 407 => new(Outcome.Failed, " (configuration: the trunk wants other credentials)"),
        488 or 606 => new(Outcome.Failed, " (configuration: no common codec)"),
        >= 500 and <= 599 => new(Outcome.Congestion),
        _ => null,
    };

    private static Verdict? ByCause(LegEvidence leg) => leg.Cause switch
    {
        17 => new(Outcome.Busy),
        1 or 22 or 28 => new(Outcome.Invalid),
        18 or 19 => Silent(leg),
        20 => new(Outcome.Unreachable),
        21 => new(Outcome.Rejected),
        27 or 34 or 38 or 41 or 42 or 44 or 47 or 102 => new(Outcome.Congestion),
        3 or 58 => new(Outcome.Failed, " (configuration)"),

        // A dialplan in between (Local/…) reports its own ending. It rang, so the number lives; more is not known.
        16 or 31 when leg.Rang => new(Outcome.NoAnswer, " (rang)"),
        _ => null,
    };

    // Newer versions of Asterisk tell "switched off" and "did not pick up" by the same cause (19): ringing makes the difference.
    private static Verdict Silent(LegEvidence leg) =>
        leg.Rang ? new(Outcome.NoAnswer, " (rang)") : new(Outcome.Unreachable, " (did not ring)");

    private sealed record Verdict(Outcome Outcome, string Remark = "");
}
