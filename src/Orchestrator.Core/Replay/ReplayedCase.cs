using NodaTime;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Replay;

/// <summary>A case of a replay that is still open.</summary>
internal sealed class ReplayedCase(ReplayedNumber number, ReplayedPolicy policy, Policy? other, Instant openedAt)
{
    public ReplayedNumber Number { get; } = number;

    public ReplayedPolicy Policy { get; } = policy;

    /// <summary>The policy of the other side that would have taken the call; null without comparison or when none would.</summary>
    public Policy? Other { get; } = other;

    public CaseHistory History { get; set; } = new(openedAt, openedAt, [], null, number.Dials, CustomerZones: number.Zones);

    /// <summary>What is due next.</summary>
    public NextStep? Step { get; set; }

    /// <summary>Counts plans: what was put on the list by an earlier one is stale.</summary>
    public int Plan { get; set; }

    public int Attempts => History.Attempts.Length;

    /// <summary>The chances that nobody has answered yet, with the rates' lower end, middle and upper end.</summary>
    public AnswerRate Unanswered { get; set; } = new(1, 1, 1);

    /// <summary>The caller rang again before the first attempt, or after it, and was missed again.</summary>
    public bool MissedBefore { get; set; }

    public bool MissedAfter { get; set; }
}
