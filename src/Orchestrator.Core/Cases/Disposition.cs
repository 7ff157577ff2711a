namespace Orchestrator.Core.Cases;

/// <summary>How a callback case ended.</summary>
public enum Disposition
{
    /// <summary>Operator and customer talked.</summary>
    Reached,

    /// <summary>The customer rang in unasked and was answered.</summary>
    CalledAgain,

    /// <summary>Somebody dialled the customer by hand.</summary>
    CalledByOperator,

    /// <summary>The number does not exist.</summary>
    StruckOut,

    /// <summary>The policy's attempts are used up.</summary>
    Exhausted,

    /// <summary>The promise became too old (<c>give_up_after</c>).</summary>
    Expired,

    /// <summary>The customer does not want to be called.</summary>
    OptedOut,

    /// <summary>The number guard refused the number.</summary>
    Blocked,

    /// <summary>A person or the API took it back.</summary>
    Withdrawn,
}
