using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Attempts;

/// <summary>An outcome and the evidence for it.</summary>
public sealed record Classification(Outcome Outcome, Reason Why);

/// <summary>
/// Tells from what was seen of the customer's leg how the attempt ended. What we did ourselves goes first, because Asterisk's cause then
/// means nothing; then the SIP code, which is finer; then the Q.850 cause. A doubtful end is never invalid and never a success.
/// </summary>
public static class OutcomeClassifier
{
    public static Classification Classify(LegEvidence evidence)
    {
        var causes = Reason.Hangup(evidence.Cause, evidence.SipCode);
        return evidence switch
        {
            { Answered: true } => new(Outcome.Connected, new Reason.Answered()),
            { HungUpByUs: true } => new(Outcome.Interrupted, new Reason.EndedByUs()),
            { TimedOutAfter: { } limit, Rang: true } => new(Outcome.NoAnswer, new Reason.RangInVain(limit)),
            { TimedOutAfter: { } limit } => new(Outcome.NoAnswer, new Reason.NoAnswerNoRinging(limit)),
            { Refused: true } => new(Outcome.Congestion, new Reason.EndpointUnavailable(null)),
            _ when (BySip(evidence) ?? ByCause(evidence)) is { } verdict => new(verdict.Outcome, verdict.Remark is { } remark ? new Reason.HangupWith(causes, remark) : causes),
            _ => new(Outcome.Failed, new Reason.Unclear(causes)),
        };
    }

    private static Verdict? BySip(LegEvidence leg) => leg.SipCode switch
    {
        486 or 600 => new(Outcome.Busy),
        404 or 410 or 484 or 604 => new(Outcome.Invalid),
        408 or 480 => Silent(leg),
        403 or 603 => new(Outcome.Rejected),
        401 or 407 => new(Outcome.Failed, HangupRemark.TrunkCredentials),
        488 or 606 => new(Outcome.Failed, HangupRemark.NoCommonCodec),
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
        3 or 58 => new(Outcome.Failed, HangupRemark.Configuration),

        // A dialplan in between (Local/…) reports its own ending. It rang, so the number lives; more is not known.
        16 or 31 when leg.Rang => new(Outcome.NoAnswer, HangupRemark.Rang),
        _ => null,
    };

    // Newer versions of Asterisk tell "switched off" and "did not pick up" by the same cause (19): ringing makes the difference.
    private static Verdict Silent(LegEvidence leg) =>
        leg.Rang ? new(Outcome.NoAnswer, HangupRemark.Rang) : new(Outcome.Unreachable, HangupRemark.DidNotRing);

    private sealed record Verdict(Outcome Outcome, HangupRemark? Remark = null);
}
