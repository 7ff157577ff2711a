using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Planning;

/// <summary>Which rule an attempt was kept out of.</summary>
public enum AvoidedBy
{
    /// <summary>Outside the week's opening hours.</summary>
    Hours,

    /// <summary>Closed on a special day.</summary>
    Holiday,

    /// <summary>In the policy's <c>busy_hours</c>; retries only.</summary>
    BusyHours,

    /// <summary>In the customer's quiet hours.</summary>
    QuietHours,

    /// <summary>The number was dialled as often as it may be within 24 hours.</summary>
    PerNumberPerDay,

    /// <summary>A daypart that would have come first was passed over.</summary>
    Daypart,

    /// <summary>Earlier than the customer or a person asked for.</summary>
    NotBefore,
}

/// <summary>A time that an attempt was moved away from.</summary>
/// <param name="Rule">The rule that would have been broken.</param>
/// <param name="From">The time that was not taken.</param>
/// <param name="Until">The time that was looked at instead; a later rule may have moved it on.</param>
/// <param name="Why">What the rule says there.</param>
public sealed record Avoidance(AvoidedBy Rule, Instant From, Instant Until, Reason Why);
