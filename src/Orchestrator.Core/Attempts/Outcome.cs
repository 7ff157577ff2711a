namespace Orchestrator.Core.Attempts;

/// <summary>How one attempt ended.</summary>
public enum Outcome
{
    /// <summary>Operator and customer were joined.</summary>
    Connected,

    /// <summary>The customer's line was busy.</summary>
    Busy,

    /// <summary>It rang, and nobody picked up.</summary>
    NoAnswer,

    /// <summary>The customer, or the network for them, refused the call.</summary>
    Rejected,

    /// <summary>Switched off or out of coverage.</summary>
    Unreachable,

    /// <summary>The number does not exist, has changed or is incomplete.</summary>
    Invalid,

    /// <summary>An answering machine picked up.</summary>
    Machine,

    /// <summary>The trunk or the network had no way; says nothing of the number.</summary>
    Congestion,

    /// <summary>The operator's phone rang in vain.</summary>
    OperatorNoAnswer,

    /// <summary>The operator declined, or did not press the key that accepts.</summary>
    OperatorRefused,

    /// <summary>The operator hung up before the customer had answered.</summary>
    OperatorHungUp,

    /// <summary>The customer answered and hung up before the operator was joined.</summary>
    CustomerHungUp,

    /// <summary>A crash, restart or lost peer on our side, or a case closed while its attempt was under way.</summary>
    Interrupted,

    /// <summary>Anything else: a cause that is not known is never taken for success and never for an invalid number.</summary>
    Failed,
}

/// <summary>What follows from an outcome alone.</summary>
public static class OutcomeTraits
{
    /// <summary>
    /// Whether the outcome came from the customer's side. Only those can use up an attempt.
    /// <see cref="Outcome.Congestion"/> is the customer's side (the line was dialled); whether it counts is the policy's <c>uses_attempt</c>.
    /// </summary>
    public static bool IsCustomerSide(this Outcome outcome) => outcome is Outcome.Connected or Outcome.Busy or Outcome.NoAnswer
        or Outcome.Rejected or Outcome.Unreachable or Outcome.Invalid or Outcome.Machine or Outcome.Congestion or Outcome.CustomerHungUp
        or Outcome.Failed;
}
