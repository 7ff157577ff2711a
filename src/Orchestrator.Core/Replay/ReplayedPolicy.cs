using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Replay;

/// <summary>A policy with what a replay needs of it again and again.</summary>
/// <param name="measured">The times of day by which attempts are counted; where there are none, by its own.</param>
/// <param name="rates">Measured answers.</param>
internal sealed class ReplayedPolicy(Policy policy, ImmutableArray<LocalTime> measured, AnswerRates? rates)
{
    public Policy Policy { get; } = policy;

    public DateTimeZone Zone { get; } = policy.Zone;

    /// <summary>In ascending order; empty when there are none.</summary>
    public ImmutableArray<LocalTime> Dayparts { get; } = measured.IsEmpty ? DaypartsOf([policy]) : measured;

    public AnswerRates? Rates { get; } = rates;

    /// <summary>Of the rules that follow when nobody picks up, in ascending order.</summary>
    public static ImmutableArray<LocalTime> DaypartsOf(IEnumerable<Policy> policies) =>
        [.. policies.Select(p => p.Retry.GetValueOrDefault(Outcome.NoAnswer)).OfType<RetryRule.OtherDaypart>().SelectMany(rule => rule.Dayparts).Distinct().Order()];
}
