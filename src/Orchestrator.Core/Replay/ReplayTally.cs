using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Replay;

/// <summary>Counts what a replay does.</summary>
internal sealed class ReplayTally
{
    // The normal distribution's 97.5 % point.
    private const double Z = 1.959964;

    private readonly AttemptTally attempts = new();
    private readonly Distribution attemptsPerCase = new();
    private readonly Distribution firstDelay = new();
    private readonly long[] missed = new long[Enum.GetValues<MissReason>().Length];
    private readonly long[] covered = new long[Enum.GetValues<MissReason>().Length];
    private readonly long[] dispositions = new long[Enum.GetValues<Disposition>().Length];
    private readonly long[] avoided = new long[Enum.GetValues<AvoidedBy>().Length];
    private readonly Dictionary<Reason, long> notCovered = [];

    private Instant? from;
    private Instant? to;
    private long answered;
    private long opened;
    private long joined;
    private long answeredBefore;
    private long answeredAfter;
    private long missedBefore;
    private long missedAfter;
    private long outside;
    private long unknownToOther;
    private Duration ringing = Duration.Zero;
    private double recoveries;
    private double recoveriesLow;
    private double recoveriesHigh;
    private double variance;
    private double expectedAttempts;
    private double expectedRinging;
    private AnswerRates? rates;

    public void Call(HistoricCall call)
    {
        from ??= call.At;
        to = call.At;
        if (call.Missed is { } reason)
        {
            missed[(int)reason]++;
        }
        else
        {
            answered++;
        }
    }

    public void NotCovered(Reason why) => notCovered[why] = notCovered.GetValueOrDefault(why) + 1;

    public void Opened(MissReason reason)
    {
        covered[(int)reason]++;
        opened++;
    }

    public void Joined(ReplayedCase open, MissReason reason)
    {
        covered[(int)reason]++;
        joined++;
        open.MissedBefore |= open.Attempts == 0;
        open.MissedAfter |= open.Attempts > 0;
    }

    public void Avoided(NextStep step)
    {
        foreach (var avoidance in step.Avoided)
        {
            avoided[(int)avoidance.Rule]++;
        }
    }

    /// <summary>Counts an attempt, before it goes into the case's history.</summary>
    public void Attempt(ReplayedCase open, Instant at, bool compared)
    {
        var policy = open.Policy;
        var local = at.InZone(policy.Zone);
        attempts.Add(local, policy.Dayparts);
        ringing += policy.Policy.Customer.Ring;
        if (open.Attempts == 0)
        {
            firstDelay.Add((long)(at - open.History.OpenedAt).TotalSeconds);
        }

        if (compared)
        {
            unknownToOther += open.Other is null ? 1 : 0;
            outside += open.Other is { } other && CallsNobody(other, open, at) ? 1 : 0;
        }

        if (policy.Rates is { } measured)
        {
            rates = measured;
            var (low, expected, high) = measured.At(local.Hour);
            var chance = open.Unanswered;
            expectedAttempts += chance.Expected;
            expectedRinging += chance.Expected * policy.Policy.Customer.Ring.TotalMinutes;
            open.Unanswered = new AnswerRate(chance.Low * (1 - low), chance.Expected * (1 - expected), chance.High * (1 - high));
        }
    }

    /// <summary>Outside its hours, in the customer's quiet hours, or a retry in its busy hours.</summary>
    private static bool CallsNobody(Policy other, ReplayedCase open, Instant at) =>
        !other.Hours.IsOpen(at, other.Zone) || new Barriers(other, open.History, at, keepsOutOfBusyHours: open.Attempts > 0).DailyWindowAt(at) is not null;

    public void Closed(ReplayedCase open, Disposition disposition)
    {
        dispositions[(int)disposition]++;
        attemptsPerCase.Add(open.Attempts);
        missedBefore += open.MissedBefore ? 1 : 0;
        missedAfter += open.MissedAfter ? 1 : 0;
        if (disposition == Disposition.CalledAgain)
        {
            (answeredBefore, answeredAfter) = open.Attempts == 0 ? (answeredBefore + 1, answeredAfter) : (answeredBefore, answeredAfter + 1);
        }

        var (low, expected, high) = open.Unanswered;
        recoveriesLow += 1 - low;
        recoveries += 1 - expected;
        recoveriesHigh += 1 - high;
        variance += expected * (1 - expected);
    }

    /// <param name="policies">The replayed policies.</param>
    /// <param name="compared">Whether there was another side.</param>
    /// <param name="talk">How long a talk takes.</param>
    public ReplayReport Report(ImmutableArray<ReplayedPolicyName> policies, bool compared, Duration talk) => new(
        policies,
        new CallFigures(
            from,
            to,
            missed.Sum(),
            answered,
            covered.Sum(),
            [.. Enum.GetValues<MissReason>().Where(r => missed[(int)r] > 0).Select(r => new ReasonFigures(Words.Of(r), missed[(int)r], covered[(int)r]))],
            [.. notCovered.OrderByDescending(n => n.Value).ThenBy(n => n.Key.ToString(), StringComparer.Ordinal).Select(n => new Uncovered(n.Key, n.Value))]),
        new CaseFigures(opened, joined, Tallies<Disposition>(dispositions)),
        attempts.Figures(attemptsPerCase),
        new RangAgainFigures(answeredBefore, missedBefore, answeredAfter, missedAfter),
        DelayFigures.Of(firstDelay),
        Rounded(ringing.TotalMinutes),
        Tallies<AvoidedBy>(avoided),
        compared ? new OutsideFigures(outside, unknownToOther) : null,
        Estimate(talk));

    private static ImmutableArray<Tally> Tallies<T>(long[] counts) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Zip(counts).Where(c => c.Second > 0).Select(c => new Tally(Words.Of(c.First), c.Second))];

    // The rates' own doubt and chance itself, one on top of the other: wider than need be, never too narrow.
    private ReplayEstimate? Estimate(Duration talk)
    {
        if (rates is null)
        {
            return null;
        }

        var chance = Z * Math.Sqrt(variance);
        return new ReplayEstimate(
            Rounded(recoveries),
            Rounded(Math.Max(0, recoveriesLow - chance)),
            Rounded(Math.Min(opened, recoveriesHigh + chance)),
            Rounded(expectedAttempts),
            Rounded(expectedRinging + (recoveries * talk.TotalMinutes)),
            rates.Dialled,
            rates.PooledHours);
    }

    private static double Rounded(double figure) => Math.Round(figure, 1, MidpointRounding.AwayFromZero);
}
