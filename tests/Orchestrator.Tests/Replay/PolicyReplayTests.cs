using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Replay;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Replay;

/// <summary>Histories made by hand, with the figures that follow from them.</summary>
public sealed class PolicyReplayTests
{
    private const string Customer = "+79161234567";

    // Attempts 30 s, 1 h 1 m 15 s and 2 h 2 m after the missed call: a customer rings for 45 s.
    private const string Hourly = "attempts: 3\nretry: { no_answer: { after: 1h } }\n";

    // A Monday, 12:00 in Moscow.
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 9, 0);

    private static readonly NumberPlan Numbers = new() { Home = "RU", Deny = [new NumberPattern("+7803*")], Zones = [new ZoneRule(new NumberPattern("+79*"), DateTimeZoneProviders.Tzdb["Europe/Moscow"])] };

    [Fact]
    public void Finish_OneMissedCall_MakesEveryAttempt()
    {
        var report = Replay(Hourly, Missed(0));

        Assert.Equal((1, 0, 1), (report.Calls.Missed, report.Calls.Answered, report.Calls.Covered));
        Assert.Equal((1, 0), (report.Cases.Opened, report.Cases.Joined));
        Assert.Equal([new Tally("exhausted", 1)], report.Cases.Dispositions);
        Assert.Equal(3, report.Attempts.Total);
        Assert.Equal([new AttemptsOfDay("2026-11-23", 3)], report.Attempts.Days);
        Assert.Equal([(12, 1L), (13, 1L), (14, 1L)], Hours(report));
        Assert.Equal(new Spread(3, 3, 3), report.Attempts.PerCase);
        Assert.Equal([new CasesByAttempts(3, 1)], report.Attempts.Cases);
        Assert.Equal(new DelayFigures(30, 30), report.FirstAttempt);
        Assert.Equal(2.3, report.OperatorMinutes); // 3 × 45 s
        Assert.Null(report.Estimate);
        Assert.Null(report.OutsideOther);
    }

    [Fact]
    public void Finish_NoCalls_IsAllNothing()
    {
        var report = Replay(Hourly);

        Assert.Equal((0, 0, 0), (report.Calls.Missed, report.Cases.Opened, report.Attempts.Total));
        Assert.Null(report.Attempts.PerDay);
        Assert.Null(report.FirstAttempt);
    }

    [Fact]
    public void Take_AnsweredBeforeTheFirstAttempt_MakesNone()
    {
        var report = Replay(Hourly, Missed(0), Answered(20));

        Assert.Equal(0, report.Attempts.Total);
        Assert.Equal([new Tally("called_again", 1)], report.Cases.Dispositions);
        Assert.Equal(new RangAgainFigures(1, 0, 0, 0), report.RangAgain);
    }

    [Fact]
    public void Take_AnsweredAfterTheFirstAttempt_MakesNoOther()
    {
        var report = Replay(Hourly, Missed(0), Answered(600));

        Assert.Equal(1, report.Attempts.Total);
        Assert.Equal(new RangAgainFigures(0, 0, 1, 0), report.RangAgain);
    }

    [Fact]
    public void Take_MissedAgainBeforeTheFirstAttempt_JoinsAndPutsItOff()
    {
        var report = Replay(Hourly, Missed(0), Missed(20));

        Assert.Equal((1, 1, 2), (report.Cases.Opened, report.Cases.Joined, report.Calls.Covered));
        Assert.Equal(new RangAgainFigures(0, 1, 0, 0), report.RangAgain);
        Assert.Equal(50, report.FirstAttempt!.MedianSeconds); // 30 s after the second call
    }

    [Fact]
    public void Take_MissedAgainAfterAnAttempt_IsCalledBackSoon()
    {
        var report = Replay(Hourly, Missed(0), Missed(600));

        Assert.Equal(new RangAgainFigures(0, 0, 0, 1), report.RangAgain);
        Assert.Equal([(12, 2L), (13, 1L)], Hours(report)); // 12:00:30, 12:10:30, 13:11:15
    }

    [Fact]
    public void Take_MissedAfterTheCaseClosed_OpensAnother()
    {
        var report = Replay(Hourly, Missed(0), Missed(3 * 24 * 3600));

        Assert.Equal(2, report.Cases.Opened);
        Assert.Equal(6, report.Attempts.Total);
        Assert.Equal(new Spread(0, 0, 3), report.Attempts.PerDay); // 3, 0, 0, 3
    }

    [Fact]
    public void Take_SecondCaseWithinADay_WaitsForTheNumbersLimit()
    {
        var report = Replay(Hourly, Missed(0), Missed(4 * 3600));

        Assert.Equal(6, report.Attempts.Total);
        Assert.Equal([new AttemptsOfDay("2026-11-23", 3), new AttemptsOfDay("2026-11-24", 3)], report.Attempts.Days);
        Assert.Contains(report.Avoided, a => a.What == "per_number_per_day");
    }

    [Fact]
    public void Take_NotCovered_IsCountedByWhy()
    {
        var report = Replay(
            "covers: { queues: [sales] }\n",
            Missed(0, queue: "support"), Missed(1, number: null), Missed(2, number: "101"), Missed(3, number: "+78031234567"), Missed(4, number: "+7916\n1234567"));

        Assert.Equal((5, 0, 0), (report.Calls.Missed, report.Calls.Covered, report.Cases.Opened));
        Assert.Equal(
            ["an internal extension or short code", "no policy covers it", "no telephone number", "number guard: deny +7803*", "the caller showed no number"],
            report.Calls.NotCovered.Select(n => n.What.ToString()));
        Assert.All(report.Calls.NotCovered, n => Assert.Equal(1, n.Count));
    }

    [Fact]
    public void Take_PolicyThatIsOff_TakesTheCallAndOpensNothing() =>
        Assert.Equal("policy 'sales' is off", Assert.Single(Replay("mode: off\n", Missed(0)).Calls.NotCovered).What.ToString());

    [Fact]
    public void Take_SeveralPolicies_TheFirstThatCoversTakesIt()
    {
        var set = new PolicySet([PolicyText.With("covers: { queues: [vip] }\nattempts: 1\n"), PolicyText.With(Hourly) with { Name = "rest" }]);
        var replay = new PolicyReplay(set, Numbers);
        replay.Take(Missed(0, queue: "vip"));
        replay.Take(Missed(1, queue: "sales"));

        var report = replay.Finish(Duration.Zero);

        // One number under two policies: each has a case of its own, and both keep to the number's three dials a day.
        Assert.Equal(2, report.Cases.Opened);
        Assert.Equal([new CasesByAttempts(1, 1), new CasesByAttempts(3, 1)], report.Attempts.Cases);
        Assert.Equal([new AttemptsOfDay("2026-11-23", 3), new AttemptsOfDay("2026-11-24", 1)], report.Attempts.Days);
    }

    [Fact]
    public void Finish_Dayparts_HaveTheirShares()
    {
        var report = Replay("attempts: 3\nretry: { no_answer: { dayparts: [10:00, 19:00] } }\n", Missed(2 * 3600)); // 14:00:30, then 19:00, then 10:00

        Assert.Equal([new DaypartAttempts("10:00", 1, 1d / 3), new DaypartAttempts("19:00", 1, 1d / 3)], report.Attempts.Dayparts);
        Assert.Equal(1, report.Attempts.OutsideDayparts);
    }

    [Fact]
    public void Finish_BusiestHour_IsAnySixtyMinutes()
    {
        var report = Replay(
            "attempts: 1\n", Missed(0, number: "+79160000001"), Missed(1800, number: "+79160000002"), Missed(3599, number: "+79160000003"), Missed(3600, number: "+79160000004"));

        Assert.Equal(new BusiestHour(Noon + Duration.FromSeconds(30), 3), report.Attempts.BusiestHour);
    }

    [Fact]
    public void Finish_Compared_CountsAttemptsWhenTheOtherIsClosed()
    {
        var other = PolicyText.With("hours: { mon-fri: 09:00-13:30 }\n");

        Assert.Equal(new OutsideFigures(1, 0), Replay(Hourly, other, Missed(0)).OutsideOther); // 14:02
        Assert.Equal(new OutsideFigures(0, 3), Replay(Hourly, other with { Covers = new Covers { Queues = ["vip"] } }, Missed(0)).OutsideOther);
    }

    [Theory]
    [InlineData("limits: { quiet_hours: 13:30-09:00 }", 1)] // 14:02
    [InlineData("limits: { quiet_hours: 12:30-09:00 }", 2)]
    [InlineData("busy_hours: 12:00-13:30", 1)] // 13:01: the first attempt, at 12:00, is no retry
    [InlineData("busy_hours: 15:00-16:00", 0)]
    public void Finish_Compared_CountsAttemptsInTheOthersQuietAndBusyHours(string other, int attempts) =>
        Assert.Equal(new OutsideFigures(attempts, 0), Replay(Hourly, PolicyText.With(other), Missed(0)).OutsideOther);

    [Fact]
    public void Finish_Compared_BothAreMeasuredByTheTimesOfDayOfBoth()
    {
        var other = PolicyText.With("retry: { no_answer: { dayparts: [12:30, 19:00] } }");

        var figures = Replay(Hourly, other, Missed(0)).Attempts;

        Assert.Equal(["12:30"], figures.Dayparts.Select(d => d.Daypart));
        Assert.Equal(3, figures.Dayparts[0].Attempts + figures.OutsideDayparts);
    }

    [Fact]
    public void Finish_CapOfOneNumber_IsKept()
    {
        Assert.Equal([1, 1, 1], AttemptsADay(cap: 1));
        Assert.Equal([3], AttemptsADay(cap: 9));

        static IEnumerable<long> AttemptsADay(int cap)
        {
            var replay = new PolicyReplay(new PolicySet([PolicyText.With(Hourly)]), Numbers with { Caps = new NumberCaps { PerNumberPerDay = cap } });
            replay.Take(Missed(0));
            return replay.Finish(Duration.FromMinutes(1)).Attempts.Days.Select(d => d.Attempts);
        }
    }

    [Fact]
    public void Finish_AnswersOfThePast_EstimateRecoveries()
    {
        var replay = new PolicyReplay(new PolicySet([PolicyText.With(Hourly)]), Numbers, quarters: [new AnsweredQuarter(Noon, 10_000, 5_000)]);
        for (var i = 0; i < 1000; i++)
        {
            replay.Take(Missed(i, number: $"+7916{i:0000000}"));
        }

        var estimate = replay.Finish(Duration.FromMinutes(2)).Estimate!;

        Assert.Equal(875, estimate.Recoveries); // 1 - 0.5³ of each
        Assert.Equal(1750, estimate.Attempts); // 1 + 0.5 + 0.25
        Assert.Equal((1750 * 0.75) + (875 * 2), estimate.OperatorMinutes, 0);
        Assert.InRange(estimate.RecoveriesLow, 840, 860);
        Assert.InRange(estimate.RecoveriesHigh, 890, 910);
        Assert.Equal((10_000, 23), (estimate.MeasuredAttempts, estimate.PooledHours));
    }

    [Fact]
    public void Finish_TooFewAnswers_EstimateNothing()
    {
        var replay = new PolicyReplay(new PolicySet([PolicyText.With(Hourly)]), Numbers, quarters: [new AnsweredQuarter(Noon, AnswerRates.FewestInAll - 1, 5)]);
        replay.Take(Missed(0));

        Assert.Null(replay.Finish(Duration.Zero).Estimate);
    }

    internal static HistoricCall Missed(long second, string? number = Customer, string queue = "sales", MissReason reason = MissReason.Abandoned) =>
        new(Noon + Duration.FromSeconds(second), number, reason, queue, null, Duration.FromSeconds(20));

    internal static HistoricCall Answered(long second, string number = Customer) => new(Noon + Duration.FromSeconds(second), number, null, "sales");

    internal static ReplayReport Replay(string fields, params HistoricCall[] calls) => Replay(fields, null, calls);

    private static ReplayReport Replay(string fields, Policy? other, params HistoricCall[] calls)
    {
        var replay = new PolicyReplay(new PolicySet([PolicyText.With(fields)]), Numbers, other is null ? null : new PolicySet([other]));
        foreach (var call in calls)
        {
            replay.Take(call);
        }

        return replay.Finish(Duration.FromMinutes(3));
    }

    private static ImmutableArray<(int Hour, long Attempts)> Hours(ReplayReport report) =>
        [.. report.Attempts.Hours.Select((count, hour) => (hour, count)).Where(h => h.count > 0)];
}
