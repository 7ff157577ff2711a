using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Planning;

/// <summary>
/// An attempt that nobody made, for explaining and replaying a policy: an operator and a line are free at once, and a phone that
/// nobody answers rings for its full time.
/// </summary>
public static class AssumedAttempt
{
    // Evidence of an invalid number; without any a confirmation would have nothing to compare.
    private const int UnallocatedNumber = 1;

    /// <summary>The attempt made at a time, as it would be known when it has ended so.</summary>
    public static PastAttempt Of(Policy policy, Instant at, Outcome outcome)
    {
        var rings = outcome switch
        {
            Outcome.NoAnswer => policy.Customer.Ring,
            Outcome.OperatorNoAnswer => policy.Operators.Ring,
            _ => Duration.Zero,
        };
        return PastAttempt.Under(
            policy, at, outcome.IsCustomerSide() ? at : null, at + rings, outcome, outcome == Outcome.Invalid ? UnallocatedNumber : null);
    }

    /// <summary>The history with that attempt behind it.</summary>
    public static CaseHistory After(CaseHistory history, PastAttempt attempt)
    {
        var dials = history.DialsOfNumber.RemoveAll(d => d + Duration.FromDays(1) <= attempt.StartedAt);
        return history with
        {
            Attempts = history.Attempts.Add(attempt),
            DialsOfNumber = attempt.CustomerDialledAt is { } dialled ? dials.Add(dialled) : dials,
        };
    }
}
