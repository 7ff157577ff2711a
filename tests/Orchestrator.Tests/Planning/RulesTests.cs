using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Planning;

/// <summary>Special days, busy hours, quiet hours and people's wishes, one rule at a time and together. 2026-11-23 is a Monday.</summary>
public sealed class RulesTests
{
    private const string Office = "hours: { mon-fri: 09:00-18:00 }\n";
    private const string Busy = "busy_hours: [11:00-13:00, 15:00-17:00]\nretry: { busy: { after: 10m }, congestion: { after: 30s } }\n";

    private static readonly DateTimeZone Vladivostok = DateTimeZoneProviders.Tzdb["Asia/Vladivostok"];

    [Theory]
    [InlineData("2026-11-24: closed", "2026-11-25 09:00:00: first attempt 30s after the missed call; closed then, moved to opening at Tue 09:00; closed on 2026-11-24, moved to opening at Wed 09:00")]
    [InlineData("2026-11-24..2026-11-26: closed", "2026-11-27 09:00:00: first attempt 30s after the missed call; closed then, moved to opening at Tue 09:00; closed on 2026-11-24..2026-11-26, moved to opening at Fri 09:00")]
    [InlineData("2026-11-24: 12:00-13:00", "2026-11-24 12:00:00: first attempt 30s after the missed call; closed then, moved to opening at Tue 09:00; special hours on 2026-11-24, moved to opening at Tue 12:00")]
    [InlineData("2026-11-24: 08:00-09:00", "2026-11-24 08:00:00: first attempt 30s after the missed call; closed then, moved to opening at Tue 08:00")]
    [InlineData("2026-11-23: closed", "2026-11-24 09:00:00: first attempt 30s after the missed call; closed then, moved to opening at Tue 09:00")]
    public void Next_SpecialDay_GoesBeforeTheWeek(string day, string expected) =>
        Assert.Equal(expected, new Story("22:00", $"{Office}give_up_after: 7d\nholidays: {{ {day} }}").Next());

    [Fact]
    public void Next_SpecialDayWhereTheWeekIsAlwaysOpen_IsClosed() => Assert.Equal(
        "2026-11-24 00:00:00: first attempt 30s after the missed call; closed on 2026-11-23, moved to opening at Tue 00:00",
        new Story("10:00", "holidays: { 2026-11-23: closed }").Next());

    [Theory]
    [InlineData("", "2026-11-24 01:00:30")]
    [InlineData("holidays: { 2026-11-24: closed }", "2026-11-24 22:00:00")]
    [InlineData("holidays: { 2026-11-24: 12:00-13:00 }", "2026-11-24 12:00:00")]
    [InlineData("holidays: { 2026-11-23: closed }", "2026-11-24 22:00:00")]
    [InlineData("holidays: { 2026-11-23..2026-11-24: 23:00-05:00 }", "2026-11-24 01:00:30")]
    [InlineData("holidays: { 2026-11-23: 23:00-05:00, 2026-11-24: 23:00-05:00 }", "2026-11-24 23:00:00")]
    public void Next_NightWindowAtASpecialDay_IsCutAtItsMidnight(string special, string expected)
    {
        // Tuesday's early hours belong to Monday's window.
        var policy = special.Replace("2026-11-24: closed }", "2026-11-24: 22:00-23:00 }", StringComparison.Ordinal);
        Assert.StartsWith(expected, new Story("2026-11-24 01:00", $"hours: {{ mon-sun: 22:00-06:00 }}\n{policy}").Next(), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_ClosedUntilTheCaseIsTooOld_IsExpiredAndSaysSo() => Assert.Equal(
        "expired: given up after 3d: first attempt 30s after the missed call; closed on 2026-11-20..2027-11-20, moved to opening at Mon 22 Nov 09:00",
        new Story("10:00", $"{Office}holidays: {{ 2026-11-20..2027-11-20: closed }}").Next());

    [Fact]
    public void Next_ClosedForMoreThanAYear_IsExpiredAndDoesNotThrow() => Assert.StartsWith(
        "expired: given up after 3d",
        new Story("10:00", $"{Office}holidays: {{ 2026-11-20..2027-11-20: closed, 2027-11-21..2028-11-20: closed }}").Next(),
        StringComparison.Ordinal);

    [Fact]
    public void Next_RetryInBusyHours_WaitsForTheirEnd() => Assert.Equal(
        "2026-11-23 13:00:00: busy: first retry after 10m; busy hours 11:00-13:00, moved to Mon 13:00",
        new Story("10:54", Busy).Then("10:55", Outcome.Busy).Next());

    [Fact]
    public void Next_RetryDueBeforeBusyHoursButNotMade_WaitsForTheirEnd() =>
        Assert.StartsWith("2026-11-23 13:00:00", new Story("10:39", Busy).Then("10:40", Outcome.Busy).Next("11:20"), StringComparison.Ordinal);

    [Fact]
    public void Next_FirstAttemptInBusyHours_DoesNotCare() => Assert.StartsWith("2026-11-23 12:00:30", new Story("12:00", Busy).Next(), StringComparison.Ordinal);

    [Theory]
    [InlineData(Outcome.OperatorNoAnswer, "2026-11-23 12:01:20")]
    [InlineData(Outcome.Congestion, "2026-11-23 13:00:00")]
    public void Next_AfterAFirstAttemptInBusyHours_IsARetryOnceTheCustomerWasDialled(Outcome outcome, string expected) =>
        Assert.StartsWith(expected, new Story("12:00", Busy).Then("12:01", outcome).Next(), StringComparison.Ordinal);

    [Fact]
    public void Next_RingsInAgainInBusyHours_DoesNotCare()
    {
        var story = new Story("10:54", Busy).Then("10:55", Outcome.Busy);
        story.With(h => h with { MissedAt = story.At("11:30") });

        Assert.Equal("2026-11-23 11:30:30: rang in again at 11:30: 30s after that call", story.Next("11:30"));
    }

    [Fact]
    public void Next_RingsInAgainButTheRetryIsSooner_IsTheRetry()
    {
        var story = new Story("10:00", "first_attempt: { after: 2h }\nretry: { busy: { after: 10m } }").Then("10:01", Outcome.Busy);
        story.With(h => h with { MissedAt = story.At("10:05") });

        Assert.Equal("2026-11-23 10:11:20: busy: first retry after 10m", story.Next("10:05"));
    }

    [Fact]
    public void Next_RingsInAgainAndBothAreDue_IsWhatWasDueFirst()
    {
        var story = new Story("10:00", "first_attempt: { after: 1h }\nretry: { busy: { after: 10m } }").Then("10:01", Outcome.Busy);
        story.With(h => h with { MissedAt = story.At("10:05") });

        Assert.Equal("2026-11-23 12:00:00: busy: first retry after 10m", story.Next("12:00"));
    }

    [Fact]
    public void Next_AskedForNow_GoesBeforeTheRetryAndBusyHours()
    {
        var story = new Story("10:54", Busy).Then("10:55", Outcome.Busy);
        story.With(h => h with { AskedAt = story.At("11:30") });

        Assert.Equal("2026-11-23 11:30:00: asked for now", story.Next("11:30"));
    }

    [Fact]
    public void Next_AskedForAtNight_WaitsForTheOpening()
    {
        var story = new Story("17:00", Office);
        story.With(h => h with { AskedAt = story.At("21:00") });

        Assert.Equal("2026-11-24 09:00:00: asked for now; closed then, moved to opening at Tue 09:00", story.Next("21:00"));
    }

    [Theory]
    [InlineData(Outcome.OperatorHungUp, "2026-11-23 11:31:50: operator hung up: first retry after 30s")]
    [InlineData(Outcome.Busy, "2026-11-23 13:00:00: busy: second retry after 10m")]
    public void Next_AskedForAndThenDone_IsARetryOnceTheCustomerWasDialled(Outcome outcome, string expected)
    {
        var story = new Story("10:54", Busy).Then("10:55", Outcome.Busy).Then("11:31", outcome);
        story.With(h => h with { AskedAt = story.At("11:30") });

        Assert.StartsWith(expected, story.Next(), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_NotBeforeAfterTheDayparts_IsThatTime()
    {
        var story = new Story("10:00", "retry: { no_answer: { dayparts: [10:00, 13:00] } }").Then("10:01", Outcome.NoAnswer);
        story.With(h => h with { NotBefore = story.At("14:10") });

        Assert.Equal(
            "2026-11-23 14:10:00: no answer at 10:01: next daypart 13:00 Europe/Moscow; not before Mon 14:10 as asked", story.Next());
    }

    [Fact]
    public void Next_NotBeforeThatIsPast_IsForgotten()
    {
        var story = new Story("10:00", "");
        story.With(h => h with { NotBefore = story.At("09:00") });

        Assert.Equal("2026-11-23 10:00:30: first attempt 30s after the missed call", story.Next());
    }

    [Theory]
    [InlineData("10:00", "2026-11-23 10:00:30: first attempt 30s after the missed call")]
    [InlineData("21:30", "2026-11-24 09:00:00: first attempt 30s after the missed call; quiet hours 21:00-09:00, moved to Tue 09:00")]
    [InlineData("03:00", "2026-11-23 09:00:00: first attempt 30s after the missed call; quiet hours 21:00-09:00, moved to Mon 09:00")]
    public void Next_QuietHours_AreKeptByEveryAttempt(string missed, string expected) =>
        Assert.Equal(expected, new Story(missed, "limits: { quiet_hours: 21:00-09:00 }").Next());

    [Theory]
    [InlineData("13:00", "2026-11-23 13:00:30: first attempt 30s after the missed call")]
    [InlineData("14:30", "2026-11-24 02:00:00: first attempt 30s after the missed call; quiet hours 21:00-09:00 in Asia/Vladivostok, moved to Tue 02:00")]
    [InlineData("03:00", "2026-11-23 03:00:30: first attempt 30s after the missed call")]
    public void Next_QuietHours_AreTheCustomersOwn(string missed, string expected) =>
        Assert.Equal(expected, new Story(missed, "limits: { quiet_hours: 21:00-09:00 }").With(h => h with { CustomerZones = [Vladivostok] }).Next());

    [Theory]
    [InlineData("13:00", "2026-11-23 13:00:30: first attempt 30s after the missed call")]
    [InlineData(
        "14:30",
        "2026-11-24 10:00:00: first attempt 30s after the missed call; quiet hours 21:00-09:00 in Asia/Vladivostok, moved to Tue 02:00; quiet hours 21:00-09:00 in Europe/Kaliningrad, moved to Tue 10:00")]
    public void Next_QuietInAnyZoneThatTheNumberMayBeIn_Counts(string missed, string expected) =>
        Assert.Equal(expected, new Story(missed, "limits: { quiet_hours: 21:00-09:00 }").With(h => h with { CustomerZones = [DateTimeZoneProviders.Tzdb["Europe/Kaliningrad"], Vladivostok] }).Next());

    [Fact]
    public void Next_QuietHoursAndOpeningHours_HoldTogether()
    {
        // Open 09-18 in Moscow is 16-01 in Vladivostok, quiet from 21: from 09 to 14 in Moscow.
        var story = new Story("15:00", Office + "limits: { quiet_hours: 21:00-09:00 }").With(h => h with { CustomerZones = [Vladivostok] });

        Assert.Equal(
            "2026-11-24 09:00:00: first attempt 30s after the missed call; quiet hours 21:00-09:00 in Asia/Vladivostok, moved to Tue 02:00; "
            + "closed then, moved to opening at Tue 09:00",
            story.Next());
    }

    [Fact]
    public void Next_RulesThatLeaveNothing_IsExpiredAndTellsTheFirstFew() => Assert.Equal(
        "expired: given up after 3d: first attempt 30s after the missed call; quiet hours 08:00-20:00, moved to Mon 20:00; "
        + "closed then, moved to opening at Tue 09:00; quiet hours 08:00-20:00, moved to Tue 20:00; closed then, moved to opening at Wed 09:00; and so on until Thu 20:00",
        new Story("10:00", Office + "limits: { quiet_hours: 08:00-20:00 }").Next());

    [Fact]
    public void Next_LimitIsFreeInBusyHours_WaitsForTheirEndAsWell()
    {
        var story = new Story("2026-11-22 11:29", Busy + "limits: { per_number_per_day: 1 }").Then("2026-11-22 11:30", Outcome.Busy);

        Assert.Equal(
            "defer 2026-11-23 13:00:00: busy: first retry after 10m; busy hours 11:00-13:00, moved to Sun 13:00; "
            + "1 call to this number within 24h, the next is free at Mon 11:30; busy hours 11:00-13:00, moved to Mon 13:00",
            story.Next());
    }

    [Fact]
    public void Next_ModeObserve_PlansLikeLive() => Assert.Equal(new Story("10:00", Office).Next(), new Story("10:00", Office + "mode: observe").Next());

    [Fact]
    public void Next_Moved_TellsRuleAndTimesOfWhatItAvoided()
    {
        var story = new Story("22:00", $"{Office}holidays: {{ 2026-11-24: closed }}");
        story.With(h => h with { NotBefore = story.At("23:00") });

        var step = Planner.Next(story.Policy, story.History, story.At("22:00"));

        Assert.Equal("first attempt 30s after the missed call", step.Rule.ToString());
        Assert.Equal(
            [
                new Avoidance(AvoidedBy.NotBefore, story.At("22:00:30"), story.At("23:00"), new Reason.NotBeforeAsked(new NearTime(story.At("23:00").InZone(story.Policy.Zone), false))),
                new Avoidance(AvoidedBy.Hours, story.At("23:00"), story.At("2026-11-24 09:00"), new Reason.ClosedThen()),
                new Avoidance(AvoidedBy.Holiday, story.At("2026-11-24 09:00"), story.At("2026-11-25 09:00"), new Reason.ClosedOn(new DaySpan(new LocalDate(2026, 11, 24), new LocalDate(2026, 11, 24)))),
            ],
            step.Avoided);
    }

    [Fact]
    public void Next_Expired_TellsWhatItAvoided()
    {
        var story = new Story("17:59:50", Office + "give_up_after: 1h");

        var step = Planner.Next(story.Policy, story.History, story.At("17:59:50"));

        Assert.Equal(AvoidedBy.Hours, Assert.Single(step.Avoided).Rule);
    }

    [Fact]
    public void Next_SameStory_GivesEqualSteps()
    {
        var story = new Story("22:00", Office);
        var (a, b) = (Planner.Next(story.Policy, story.History, story.At("22:00")), Planner.Next(story.Policy, story.History, story.At("22:00")));

        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.NotEqual(a, a with { Avoided = [] });
        Assert.NotEqual<NextStep>(new NextStep.AttemptAt(story.At("22:00"), new Reason.AskedForNow()), new NextStep.Defer(story.At("22:00"), new Reason.AskedForNow()));
    }
}
