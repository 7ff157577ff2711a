using System.Collections.Immutable;

namespace Orchestrator.Core.Attempts;

/// <summary>Where an attempt stands: what the row says, and what was seen since.</summary>
/// <param name="State">As written.</param>
/// <param name="LiveOperators">Operator channels not known to have ended.</param>
/// <param name="Operator">The channel of the operator who picked up.</param>
/// <param name="Prompting">The operator is still to hear the prompt or to accept.</param>
/// <param name="Rang">The customer's phone was heard to ring.</param>
/// <param name="Declined">An operator refused by hand.</param>
public sealed record AttemptProgress(
    AttemptState State,
    ImmutableHashSet<string> LiveOperators,
    string? Operator = null,
    bool Prompting = false,
    bool Rang = false,
    bool Declined = false)
{
    /// <summary>A fresh claim.</summary>
    public static AttemptProgress Claimed(AttemptPlan plan) => new(AttemptState.Claimed, [.. plan.OperatorChannels]);
}
