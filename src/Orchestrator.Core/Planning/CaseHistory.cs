using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Planning;

/// <summary>What the planner knows of a case.</summary>
/// <param name="OpenedAt">When the case was opened; <c>give_up_after</c> counts from here.</param>
/// <param name="MissedAt">When the latest missed call of the case happened.</param>
/// <param name="Attempts">Ended attempts, oldest first.</param>
/// <param name="NotBefore">No attempt before this instant (asked for by the customer or set by a person), or null.</param>
/// <param name="DialsOfNumber">
/// When the customer's number was dialled under any policy within the last 24 hours, oldest first; for <c>per_number_per_day</c>.
/// </param>
/// <param name="AskedAt">When a person asked for an attempt now, or null. It goes before the retry rules; hours and limits go before it.</param>
/// <param name="CustomerZones">Where the customer may live, for quiet hours: quiet in any of them counts. None: in the policy's zone.</param>
public sealed record CaseHistory(
    Instant OpenedAt,
    Instant MissedAt,
    ImmutableArray<PastAttempt> Attempts,
    Instant? NotBefore,
    ImmutableArray<Instant> DialsOfNumber,
    Instant? AskedAt = null,
    ImmutableArray<DateTimeZone> CustomerZones = default);

/// <summary>One ended attempt, as the planner sees it.</summary>
/// <param name="StartedAt">When it was claimed.</param>
/// <param name="CustomerDialledAt">When the customer's leg was dialled; null if it never came to that.</param>
/// <param name="UsesAttempt">Whether it counts against the policy's <c>attempts</c>, by the version of the policy that it was claimed under.</param>
/// <param name="Cause">Q.850 cause of the customer's leg, when known.</param>
/// <param name="SipCode">SIP final response of the customer's leg, when known.</param>
public sealed record PastAttempt(
    Instant StartedAt,
    Instant? CustomerDialledAt,
    Instant EndedAt,
    Outcome Outcome,
    bool UsesAttempt,
    int? Cause = null,
    int? SipCode = null)
{
    /// <summary>One that was claimed under a policy.</summary>
    public static PastAttempt Under(Policy policy, Instant startedAt, Instant? customerDialledAt, Instant endedAt, Outcome outcome, int? cause = null, int? sipCode = null) =>
        new(startedAt, customerDialledAt, endedAt, outcome, policy.UsesAttempt(outcome, customerDialledAt is not null), cause, sipCode);
}
