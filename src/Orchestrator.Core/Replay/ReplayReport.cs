using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Replay;

/// <summary>What one policy, or one directory of policies, would have done to the calls of the past. The shape of <c>policy replay --json</c>.</summary>
/// <param name="Policies">The policies, in the order in which they match.</param>
/// <param name="Calls">The history, and how much of it the policies cover.</param>
/// <param name="Cases">What became of the cases if nobody ever answers a callback.</param>
/// <param name="Attempts">All attempts if nobody ever answers: the most there can be.</param>
/// <param name="RangAgain">Callers who did not wait for us.</param>
/// <param name="FirstAttempt">From the missed call that opened a case to its first attempt; null without attempts.</param>
/// <param name="OperatorMinutes">Minutes that operators are bound if nobody ever answers: each customer rings to the end.</param>
/// <param name="Avoided">What the planner kept steps out of, by rule.</param>
/// <param name="OutsideOther">Attempts at times when the policy it is compared with calls nobody; null without one.</param>
/// <param name="Estimate">What to expect where answers are known; null where too few are.</param>
public sealed record ReplayReport(
    ImmutableArray<ReplayedPolicyName> Policies,
    CallFigures Calls,
    CaseFigures Cases,
    AttemptFigures Attempts,
    RangAgainFigures RangAgain,
    DelayFigures? FirstAttempt,
    double OperatorMinutes,
    ImmutableArray<Tally> Avoided,
    OutsideFigures? OutsideOther,
    ReplayEstimate? Estimate);

public sealed record ReplayedPolicyName(string Name, string Version);

/// <summary>How often something came.</summary>
public sealed record Tally(string What, long Count);

/// <param name="From">The first call; null when there is none.</param>
/// <param name="To">The last call.</param>
/// <param name="Answered">Answered calls, as far as the history has them.</param>
/// <param name="Covered">Missed calls that opened a case or joined one.</param>
/// <param name="Reasons">Missed calls by reason.</param>
/// <param name="NotCovered">The others, by why.</param>
public sealed record CallFigures(
    Instant? From, Instant? To, long Missed, long Answered, long Covered, ImmutableArray<ReasonFigures> Reasons, ImmutableArray<Uncovered> NotCovered);

/// <summary>How many missed calls no case was opened for, by why.</summary>
public sealed record Uncovered(Reason What, long Count);

public sealed record ReasonFigures(string Reason, long Missed, long Covered);

/// <param name="Joined">Missed calls that joined an open case.</param>
/// <param name="Dispositions">How they closed.</param>
public sealed record CaseFigures(long Opened, long Joined, ImmutableArray<Tally> Dispositions);

/// <param name="PerDay">Over every day from the first attempt to the last.</param>
/// <param name="Days">Those days, in the policy's zone.</param>
/// <param name="Hours">By hour of day in the policy's zone, 0 to 23.</param>
/// <param name="BusiestHour">The 60 minutes with the most attempts due.</param>
/// <param name="Dayparts">By the daypart that is nearest, within two hours: of the policy, in a comparison of both sides; empty where there are none.</param>
/// <param name="OutsideDayparts">Attempts of policies with dayparts that are near none.</param>
/// <param name="PerCase">Over all cases, those without an attempt included.</param>
/// <param name="Cases">How many cases had how many.</param>
public sealed record AttemptFigures(
    long Total,
    Spread? PerDay,
    ImmutableArray<AttemptsOfDay> Days,
    ImmutableArray<long> Hours,
    BusiestHour? BusiestHour,
    ImmutableArray<DaypartAttempts> Dayparts,
    long OutsideDayparts,
    Spread? PerCase,
    ImmutableArray<CasesByAttempts> Cases);

public sealed record AttemptsOfDay(string Day, long Attempts);

/// <summary>The 60 minutes that begin at <paramref name="Start"/>.</summary>
public sealed record BusiestHour(Instant Start, long Attempts);

/// <param name="Attempts">Attempts near it.</param>
/// <param name="Share">Of the attempts of policies that have dayparts, 0 to 1.</param>
public sealed record DaypartAttempts(string Daypart, long Attempts, double Share);

public sealed record CasesByAttempts(long Attempts, long Cases);

/// <summary>Cases whose callers rang again by themselves; one case may count in several.</summary>
public sealed record RangAgainFigures(
    long AnsweredBeforeFirstAttempt, long MissedBeforeFirstAttempt, long AnsweredAfterFirstAttempt, long MissedAfterFirstAttempt);

public sealed record DelayFigures(long MedianSeconds, long P90Seconds)
{
    /// <summary>Of delays in seconds; null when there are none.</summary>
    public static DelayFigures? Of(Distribution seconds) =>
        seconds.Quantile(0.5) is { } median ? new DelayFigures(median, seconds.Quantile(0.9)!.Value) : null;
}

/// <param name="Attempts">Attempts when the other policy is closed.</param>
/// <param name="NotCovered">Attempts of cases that the other policy would not have opened.</param>
public sealed record OutsideFigures(long Attempts, long NotCovered);

/// <summary>What to expect with the answer rates that were measured, by local hour of day.</summary>
/// <param name="Recoveries">Cases in which the customer is reached.</param>
/// <param name="RecoveriesLow">Lower end of a cautious 95 % interval.</param>
/// <param name="RecoveriesHigh">Its upper end.</param>
/// <param name="Attempts">Attempts: a customer who was reached is not called any more.</param>
/// <param name="OperatorMinutes">Ringing and talking.</param>
/// <param name="MeasuredAttempts">How many past attempts the rates are made of.</param>
/// <param name="PooledHours">Hours of day without enough attempts of their own.</param>
public sealed record ReplayEstimate(
    double Recoveries, double RecoveriesLow, double RecoveriesHigh, double Attempts, double OperatorMinutes, long MeasuredAttempts, int PooledHours);
