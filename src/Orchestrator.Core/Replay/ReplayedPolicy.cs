using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Replay;

/// <summary>A policy with what a replay needs of it again and again.</summary>
internal sealed class ReplayedPolicy(Policy policy, AnswerRates? rates)
{
    public Policy Policy { get; } = policy;

    public DateTimeZone Zone { get; } = policy.Zone;

    /// <summary>Of the rule that follows when nobody picks up, in ascending order; empty when it has none.</summary>
    public ImmutableArray<LocalTime> Dayparts { get; } =
        policy.Retry.GetValueOrDefault(Outcome.NoAnswer) is RetryRule.OtherDaypart rule ? rule.Dayparts.Sort() : [];

    public AnswerRates? Rates { get; } = rates;
}
