using System.Collections.Immutable;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Attempts;

/// <summary>Where an attempt stands: what the row says, and what was seen since.</summary>
/// <param name="State">As written.</param>
/// <param name="LiveOperators">Operator channels not known to have ended.</param>
/// <param name="Operator">The channel of the operator who picked up.</param>
/// <param name="Prompting">The operator is still to hear the prompt or to accept.</param>
/// <param name="Rang">The customer's phone was heard to ring.</param>
/// <param name="Declined">An operator refused by hand.</param>
/// <param name="Lost">Why operators were lost while they rang.</param>
/// <param name="Adopted">Taken over from an earlier process: nothing is known but the row, until the first snapshot.</param>
/// <param name="Dialled">This process has asked for the customer's channel to be dialled.</param>
/// <param name="Screening">The customer's leg was answered, and the PBX listens for a machine.</param>
/// <param name="Leaving">A machine hears our message; the operator was let go.</param>
/// <param name="Doubtful">The customer's channel was found undialled or just dialled; nobody knows which.</param>
public sealed record AttemptProgress(
    AttemptState State,
    ImmutableHashSet<string> LiveOperators,
    string? Operator = null,
    bool Prompting = false,
    bool Rang = false,
    bool Declined = false,
    Reason? Lost = null,
    bool Adopted = false,
    bool Dialled = false,
    bool Screening = false,
    bool Leaving = false,
    bool Doubtful = false)
{
    /// <summary>A fresh claim.</summary>
    public static AttemptProgress Claimed(AttemptPlan plan) => new(AttemptState.Claimed, [.. plan.OperatorChannels]);
}
