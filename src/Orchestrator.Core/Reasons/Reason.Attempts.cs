using NodaTime;
using Orchestrator.Core.Attempts;

namespace Orchestrator.Core.Reasons;

/// <content>How an attempt ended.</content>
public abstract partial record Reason
{
    public sealed record NobodyPickedUp(Duration Within) : Reason;

    public sealed record OperatorDeclined : Reason;

    public sealed record OperatorPhoneDidNotAnswer : Reason;

    public sealed record OperatorPhoneRefused(Reason Why) : Reason;

    public sealed record OperatorDidNotPress(char Key, Duration Within) : Reason;

    public sealed record OperatorLeftBeforeDialling : Reason;

    public sealed record OperatorLeftWhileListening : Reason;

    public sealed record OperatorLeftWhileRinging : Reason;

    public sealed record MachineHasMessage : Reason;

    public sealed record MachineMessageUnseen : Reason;

    public sealed record MachineHungUp : Reason;

    /// <param name="Evidence">Asterisk's words for it.</param>
    public sealed record MachineAnswered(string Evidence) : Reason;

    public sealed record MachineFound : Reason;

    public sealed record HungUpWhileListening : Reason;

    public sealed record CustomerEndedTalk : Reason;

    public sealed record OperatorEndedTalk : Reason;

    public sealed record TalkEndUnseen : Reason;

    public sealed record TalkedToTheLimit : Reason;

    public sealed record InterruptedBeforeDialling : Reason;

    public sealed record OperatorLegEndedUnseen : Reason;

    public sealed record OperatorLegEndedUnseenBeforeDialling : Reason;

    public sealed record BothLegsEndedUnseen : Reason;

    public sealed record CustomerLegEndedUnseen : Reason;

    public sealed record DiallingUnknown : Reason;

    public sealed record Answered : Reason;

    public sealed record EndedByUs : Reason;

    /// <param name="Within">The time limit; null where it is not told.</param>
    public sealed record RangInVain(Duration? Within) : Reason;

    /// <inheritdoc cref="RangInVain"/>
    public sealed record NoAnswerNoRinging(Duration? Within) : Reason;

    /// <param name="Why">What the PBX says.</param>
    public sealed record EndpointUnavailable(Reason? Why) : Reason;

    public sealed record CauseUnknown : Reason;

    public sealed record Responded(SipResponse Response) : Reason;

    public sealed record EndedBy(Q850Cause Cause) : Reason;

    public sealed record RespondedAndEnded(SipResponse Response, Q850Cause Cause) : Reason;

    public sealed record Unclear(Reason Evidence) : Reason;

    /// <param name="Evidence">What the network said.</param>
    /// <param name="Remark">What decided beside it.</param>
    public sealed record HangupWith(Reason Evidence, HangupRemark Remark) : Reason;

    /// <summary>What the network said of a leg's end; what is null is not known.</summary>
    public static Reason Hangup(int? cause, int? sipCode) => (sipCode, cause) switch
    {
        (null, null) => new CauseUnknown(),
        (null, { } c) => new EndedBy(new Q850Cause(c)),
        ({ } s, null) => new Responded(new SipResponse(s)),
        ({ } s, { } c) => new RespondedAndEnded(new SipResponse(s), new Q850Cause(c)),
    };
}
