namespace Orchestrator.Core.Reasons;

/// <content>Why a ready case does not go out just now, who is rung, and what keeps an operator from it.</content>
public abstract partial record Reason
{
    public sealed record PolicyOnlyObserves(string Policy) : Reason;

    public sealed record PbxNotConfigured(string Pbx) : Reason;

    public sealed record AriAway(string Pbx) : Reason;

    public sealed record AmiAway(string Pbx) : Reason;

    public sealed record LinesInUse(int Callbacks) : Reason;

    public sealed record CallersFirst(string Queue) : Reason;

    public sealed record NoOperators : Reason;

    public sealed record NoOperatorFree : Reason;

    public sealed record NumberBeingCalled : Reason;

    public sealed record LongestIdle : Reason;

    /// <summary>Somebody else is preferred and cannot be had.</summary>
    public sealed record PreferredCannot(string Operator, Reason Because, Reason Hindrance) : Reason;

    public sealed record WasAskedFor : Reason;

    public sealed record SpokeLast : Reason;

    public sealed record NobodySpoke : Reason;

    public sealed record IsResponsible : Reason;

    public sealed record NobodyResponsible : Reason;

    public sealed record NotOfThePolicy : Reason;

    public sealed record OperatorPaused : Reason;

    public sealed record InQueueCall : Reason;

    public sealed record InCallback : Reason;

    public sealed record WrapUp : Reason;

    public sealed record MissedAMomentAgo : Reason;

    public sealed record OnThePhone : Reason;

    public sealed record PhoneRinging : Reason;

    public sealed record OnHold : Reason;

    public sealed record NotRegistered : Reason;

    public sealed record NoSuchDevice : Reason;

    public sealed record DeviceStateUnknown : Reason;
}
