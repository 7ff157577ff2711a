using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Xunit;

namespace Orchestrator.Tests.Planning;

public sealed class DaypartsTests
{
    private const string Free = "attempts: 20\ngive_up_after: 30d\nlimits: { per_number_per_day: 50 }\nretry: { no_answer: { dayparts: [10:00, 13:00, 19:00] } }\n";

    [Fact]
    public void Next_NoAnswerAtOnePart_TakesTheNextPartOfTheDay() =>
        Assert.Equal("2026-11-23 19:00:00: no answer at 13:05: next daypart 19:00 Europe/Moscow", new Story("13:04", Free).Then("13:05", Outcome.NoAnswer).Next());

    [Fact]
    public void Next_NoAnswerInTheEvening_TakesAnotherTimeOnTheNextDay() =>
        Assert.Equal(
            "2026-11-24 10:00:00: no answer at 19:10: next daypart 10:00 Europe/Moscow on Tuesday",
            new Story("19:09", Free).Then("19:10", Outcome.NoAnswer).Next());

    [Fact]
    public void Next_TwoPartsTried_TakesTheThird() =>
        Assert.StartsWith(
            "2026-11-24 10:00:00",
            new Story("13:04", Free).Then("13:05", Outcome.NoAnswer).Then("19:00", Outcome.NoAnswer).Next(),
            StringComparison.Ordinal);

    [Fact]
    public void Next_AllTried_TakesTheLeastTriedAndNotTheNextDayAfterAMiss()
    {
        var story = new Story("10:00", Free)
            .Then("10:01", Outcome.NoAnswer).Then("13:00", Outcome.NoAnswer).Then("19:00", Outcome.NoAnswer);

        // All were missed on Monday, so that Tuesday would be the next day for each.
        Assert.StartsWith("2026-11-25 10:00:00", story.Next(), StringComparison.Ordinal);
        Assert.StartsWith("2026-11-25 13:00:00", story.Then("2026-11-25 10:00", Outcome.NoAnswer).Next(), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_MissFarFromAnyPart_HasTriedNone() =>
        Assert.StartsWith("2026-11-23 19:00:00", new Story("16:30", Free).Then("16:30", Outcome.NoAnswer).Next(), StringComparison.Ordinal);

    [Fact]
    public void Next_MissOverMidnightFromAPart_HasTriedIt() =>
        Assert.StartsWith(
            "2026-11-24 12:00:00",
            new Story("23:30", "retry: { no_answer: { dayparts: [00:30, 12:00] } }").Then("23:30", Outcome.NoAnswer).Next(),
            StringComparison.Ordinal);

    [Fact]
    public void Next_PartOutsideHours_IsSkippedForOneInside() =>
        Assert.StartsWith(
            "2026-11-30 10:00:00",
            new Story("2026-11-27 13:04", Free + "hours: { mon-fri: 09:00-18:00 }").Then("2026-11-27 13:05", Outcome.NoAnswer).Next(),
            StringComparison.Ordinal);

    [Fact]
    public void Next_NoPartInsideHoursForTwoOpenDays_IsAnyTimeOnTheOneAfter() =>
        Assert.Equal(
            "2026-11-26 09:00:00: no answer at 11:00: no daypart could be used, so at any time; closed then, moved to opening at Thu 09:00",
            new Story("10:59", "hours: { mon-fri: 09:00-18:00 }\nretry: { no_answer: { dayparts: [22:00] } }").Then("11:00", Outcome.NoAnswer).Next());

    [Fact]
    public void Next_UntriedPartClosedOverAWeekend_WaitsForIt() =>
        Assert.StartsWith(
            "2026-11-23 19:00:00",
            new Story("2026-11-20 10:00", Free.Replace("50", "2", StringComparison.Ordinal) + "hours: { mon-fri: 09:00-20:00, \"sat,sun\": 10:00-16:00 }")
                .Then("2026-11-20 10:01", Outcome.NoAnswer).Then("2026-11-20 13:00", Outcome.NoAnswer).Next(),
            StringComparison.Ordinal);

    [Fact]
    public void Next_UntriedPartNeverOpen_GivesWayToATriedOneAfterTwoOpenDays() =>
        Assert.Equal(
            "2026-11-26 10:00:00: no answer at 13:00: daypart 10:00 Europe/Moscow on Thursday again, as no other fitted for days",
            new Story("10:00", Free + "hours: { mon-fri: 09:00-18:00 }").Then("10:01", Outcome.NoAnswer).Then("13:00", Outcome.NoAnswer).Next());

    [Fact]
    public void Next_BusyAtAPart_IsNoMissThere() =>
        Assert.StartsWith(
            "2026-11-23 13:00:00",
            new Story("10:00", Free).Then("13:00", Outcome.Busy).Then("2026-11-23 11:30", Outcome.NoAnswer).Next("11:31"),
            StringComparison.Ordinal);
}
