using Orchestrator.Core.Planning;

namespace Orchestrator.Core.Cases;

/// <summary>What can happen to a case: a closed set.</summary>
public abstract record CaseEvent
{
    private CaseEvent()
    {
    }

    /// <summary>A missed call opens the case.</summary>
    public sealed record Opened(NextStep Step) : CaseEvent;

    /// <summary>A wake-up or the sweep looked at it and decided anew.</summary>
    public sealed record Due(NextStep Step) : CaseEvent;

    /// <summary>Dispatch took it for an attempt.</summary>
    public sealed record Claimed : CaseEvent;

    /// <summary>Its attempt ended.</summary>
    public sealed record AttemptEnded(NextStep Step) : CaseEvent;

    /// <summary>Another missed call of the same number.</summary>
    public sealed record Joined(NextStep Step) : CaseEvent;

    /// <summary>The customer rang in and was answered.</summary>
    public sealed record CalledAgain : CaseEvent;

    /// <summary>Somebody dialled the customer by hand.</summary>
    public sealed record CalledByOperator : CaseEvent;

    /// <summary>A person or the API took it back.</summary>
    public sealed record Withdrawn : CaseEvent;

    /// <summary>A person wants the attempt now.</summary>
    public sealed record CalledNow : CaseEvent;

    /// <summary>A person or the customer wants it later.</summary>
    public sealed record Postponed : CaseEvent;

    /// <summary>It became too old.</summary>
    public sealed record Expired : CaseEvent;
}

/// <summary>What follows from an event: a closed set.</summary>
public abstract record CaseTransition
{
    private CaseTransition()
    {
    }

    /// <summary>The state afterwards, which may be the same; a disposition exactly when it is <see cref="CaseState.Closed"/>.</summary>
    public sealed record To(CaseState State, Disposition? Disposition = null) : CaseTransition;

    /// <summary>The event has no place in this state, and changes nothing.</summary>
    public sealed record Refused(string Why) : CaseTransition;
}
