using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Core.Policies;

/// <summary>The rules of a set of lines, read from one policy file. Immutable; a change of the file makes a new one.</summary>
public sealed record Policy
{
    /// <summary>The policy's name, unique among the files.</summary>
    public required string Name { get; init; }

    /// <summary>The <see cref="PolicyVersion"/> of the file and of the defaults it inherits.</summary>
    public required string Version { get; init; }

    public PolicyMode Mode { get; init; } = PolicyMode.Live;

    public Covers Covers { get; init; } = new();

    /// <summary>The zone in which the file's times of day are meant.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The week, and the holidays that go before it.</summary>
    public OpeningHours Hours { get; init; } = OpeningHours.Always;

    /// <summary>Times of day that retries keep out of, every day. A first attempt and one that a person asked for do not care.</summary>
    public ImmutableArray<DailyWindow> BusyHours { get; init; } = [];

    /// <summary>From the missed call to the first attempt, 0 s to 24 h.</summary>
    public Duration FirstAttemptAfter { get; init; } = Duration.FromSeconds(30);

    /// <summary>Customer-side attempts before the case is exhausted, 1 to 50.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The case's greatest age.</summary>
    public Duration GiveUpAfter { get; init; } = Duration.FromDays(3);

    /// <summary>
    /// What follows each outcome. Every outcome but <see cref="Outcome.Connected"/> has a rule; <see cref="RetryDefaults"/> has those that
    /// a file does not name. Rules of operator-side outcomes never use an attempt.
    /// </summary>
    public required ImmutableDictionary<Outcome, RetryRule> Retry { get; init; }

    public required OperatorRules Operators { get; init; }

    public required CustomerRules Customer { get; init; }

    public Limits Limits { get; init; } = new();

    public PriorityRules Priority { get; init; } = new();

    /// <summary>Whether the talk is recorded.</summary>
    public bool Record { get; init; }

    /// <summary>Who is told of what.</summary>
    public ImmutableArray<NoticeRule> Notify { get; init; } = [];

    /// <summary>The same policy within what is never exceeded over all policies: the planner then waits for that as it does for the policy's own limit.</summary>
    public Policy Within(NumberCaps caps) =>
        Limits.PerNumberPerDay <= caps.PerNumberPerDay ? this : this with { Limits = Limits with { PerNumberPerDay = caps.PerNumberPerDay } };

    /// <summary>
    /// Whether an attempt that was claimed under this version of the policy counts against <see cref="Attempts"/>. The only rule of it: what it says at an attempt's end is kept with the attempt,
    /// and no later version of the policy counts anew.
    /// </summary>
    /// <param name="wasDialled">Whether the customer was dialled. A failure before that was not the customer's.</param>
    public bool UsesAttempt(Outcome outcome, bool wasDialled) =>
        outcome.IsCustomerSide() && (outcome != Outcome.Failed || wasDialled) && Retry.GetValueOrDefault(outcome) is not { UsesAttempt: false };
}

/// <summary>Whether a policy dials.</summary>
public enum PolicyMode
{
    Live,

    /// <summary>Plans and records everything, and never dials.</summary>
    Observe,

    /// <summary>Missed calls are recorded; no case is opened.</summary>
    Off,
}

/// <summary>What to do after an outcome: a closed set.</summary>
public abstract record RetryRule
{
    private RetryRule()
    {
    }

    /// <summary>Whether the outcome uses up one of the policy's attempts.</summary>
    public bool UsesAttempt { get; init; } = true;

    /// <summary>How many retries this outcome may cause in one case; one more such outcome exhausts it. Null: no limit of its own.</summary>
    public int? AtMost { get; init; }

    /// <summary>
    /// Wait; the n-th such outcome of the case takes the n-th delay, later ones the last.
    /// For operator-side outcomes n counts since the customer was last dialled.
    /// </summary>
    public sealed record AfterDelay(ImmutableArray<Duration> Delays) : RetryRule;

    /// <summary>Move to a time of day that was not tried yet.</summary>
    public sealed record OtherDaypart(ImmutableArray<LocalTime> Dayparts) : RetryRule;

    /// <summary>
    /// Close as struck out once <paramref name="Confirm"/> attempts agree, 1 = at once; retry after <paramref name="RetryAfter"/> until then.
    /// </summary>
    public sealed record StrikeOut(int Confirm, Duration RetryAfter) : RetryRule;
}

/// <summary>What a policy never exceeds.</summary>
public sealed record Limits
{
    /// <summary>Customer dials per number in any 24 hours, counted over all policies.</summary>
    public int PerNumberPerDay { get; init; } = 3;

    /// <summary>Attempts under way at once under this policy.</summary>
    public int Concurrent { get; init; } = 5;

    /// <summary>No callback takes an operator of the queue while callers wait in it.</summary>
    public bool LiveCallersFirst { get; init; } = true;

    /// <summary>Times of day at which the customer is left in peace, in their own zone where the number tells it, else in the policy's; null: none.</summary>
    public DailyWindow? QuietHours { get; init; }
}
