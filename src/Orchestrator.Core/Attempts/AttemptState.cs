using Orchestrator.Core.Cases;

namespace Orchestrator.Core.Attempts;

/// <summary>
/// Where one attempt stands. Each state is written before the act that it names, so that after a crash the row tells
/// what may have been asked of the PBX and what certainly was not.
/// </summary>
public enum AttemptState
{
    /// <summary>The case and its operators are taken. Nothing was asked of the PBX.</summary>
    Claimed,

    /// <summary>The operator's leg is being, or has been, originated.</summary>
    OperatorRinging,

    /// <summary>The operator picked up (and may still have to accept). The customer was not dialled.</summary>
    OperatorAnswered,

    /// <summary>The customer's leg is being, or has been, dialled.</summary>
    CustomerRinging,

    /// <summary>The customer answered; both are joined.</summary>
    Talking,

    /// <summary>Over, with an <see cref="Outcome"/>.</summary>
    Ended,
}
