using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Planning;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Planning;

public sealed class PlannerTests
{
    private const string Hours = "hours: { mon-fri: 09:00-20:00 }\n";

    [Fact]
    public void Next_NewCase_IsTheFirstAttempt() =>
        Assert.Equal("2026-11-23 13:00:30: first attempt 30s after the missed call", new Story("13:00", Hours).Next());

    [Fact]
    public void Next_MissedAtNight_MovesToTheOpening() =>
        Assert.Equal(
            "2026-11-24 09:00:00: first attempt 30s after the missed call; closed then, moved to opening at Tue 09:00",
            new Story("22:10", Hours).Next());

    [Fact]
    public void Next_OverdueFirstAttempt_IsNow() =>
        Assert.Equal("2026-11-23 14:00:00: first attempt 30s after the missed call", new Story("13:00", Hours).Next("14:00"));

    [Fact]
    public void Next_OverdueAndClosedBynow_MovesToTheOpening() =>
        Assert.StartsWith("2026-11-24 09:00:00", new Story("19:00", Hours).Next("20:30"), StringComparison.Ordinal);

    [Fact]
    public void Next_BusyTwice_ClimbsTheLadder()
    {
        var story = new Story("13:00", "limits: { per_number_per_day: 50 }\nattempts: 9\nretry: { busy: { after: [2m, 5m] } }").Then("13:01", Outcome.Busy);

        Assert.Equal("2026-11-23 13:03:20: busy: first retry after 2m", story.Next());
        Assert.Equal("2026-11-23 13:10:20: busy: second retry after 5m", story.Then("13:05", Outcome.Busy).Next());
        Assert.Equal("2026-11-23 13:20:20: busy: third retry after 5m", story.Then("13:15", Outcome.Busy).Next());
    }

    [Fact]
    public void Next_Connected_IsReachedEvenWhenTooOld() =>
        Assert.Equal("reached: operator and customer talked", new Story("13:00", "give_up_after: 1h").Then("13:59", Outcome.Connected).Next("15:00"));

    [Fact]
    public void Next_AttemptsUsedUp_IsExhausted()
    {
        var story = new Story("10:00", "attempts: 2\nretry: { no_answer: { after: 1h } }").Then("10:01", Outcome.NoAnswer);

        Assert.StartsWith("2026-11-23 11:01:20", story.Next(), StringComparison.Ordinal);
        Assert.Equal("exhausted: 2 attempts, none answered", story.Then("11:02", Outcome.Busy).Next());
    }

    [Theory]
    [InlineData(Outcome.Congestion)]
    [InlineData(Outcome.OperatorNoAnswer)]
    [InlineData(Outcome.OperatorRefused)]
    [InlineData(Outcome.OperatorHungUp)]
    [InlineData(Outcome.Interrupted)]
    public void Next_NotTheCustomersFault_UsesNoAttempt(Outcome outcome)
    {
        var story = new Story("10:00", "attempts: 1\nlimits: { per_number_per_day: 50 }");
        for (var minute = 1; minute < 20; minute++)
        {
            Assert.StartsWith("2026-11-23 10:", story.Then($"10:{minute:00}", outcome).Next(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Next_FailedBeforeTheCustomerWasDialled_UsesNoAttempt()
    {
        var story = new Story("10:00", "attempts: 1").Then("10:01", Outcome.Failed);
        Assert.StartsWith("exhausted", story.Next(), StringComparison.Ordinal);

        story.With(h => h with { Attempts = [PastAttempt.Under(story.Policy, h.Attempts[0].StartedAt, null, h.Attempts[0].EndedAt, Outcome.Failed)] });
        Assert.Equal("2026-11-23 10:06:20: failed: first retry after 5m", story.Next());
    }

    [Fact]
    public void Next_OperatorsDoNotPickUp_AsksAtOnceThenMoreSlowly()
    {
        var story = new Story("10:00", "");
        string[] expected = ["10:01:20", "10:02:20", "10:03:30", "10:04:50", "10:06:20", "10:11:20", "10:12:20"];
        foreach (var (time, minute) in expected.Zip(Enumerable.Range(1, 7)))
        {
            if (minute == 7)
            {
                break;
            }

            Assert.StartsWith($"2026-11-23 {time}: operator no answer", story.Then($"10:0{minute}", Outcome.OperatorNoAnswer).Next(), StringComparison.Ordinal);
        }

        // The customer was dialled in between: the count begins anew.
        Assert.StartsWith("2026-11-23 10:21:20", story.Then("10:20", Outcome.Busy).Then("10:21", Outcome.OperatorNoAnswer).Next(), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_UsesAttemptSwitchedOff_DoesNotCount() =>
        Assert.StartsWith(
            "2026-11-23",
            new Story("10:00", "attempts: 1\nretry: { busy: { after: 1m, uses_attempt: false } }").Then("10:01", Outcome.Busy).Next(),
            StringComparison.Ordinal);

    [Fact]
    public void Next_PolicyCountsOtherwiseNow_AttemptsCountAsTheyDidWhenTheyWereMade()
    {
        var free = new Story("10:00", "attempts: 1\nretry: { busy: { after: 1m, uses_attempt: false } }").Then("10:01", Outcome.Busy);
        var counted = new Story("10:00", "attempts: 1\nretry: { busy: { after: 1m } }").Then("10:01", Outcome.Busy);
        var now = free.History.Attempts[^1].EndedAt;

        Assert.IsType<NextStep.AttemptAt>(Planner.Next(counted.Policy, free.History, now));
        Assert.IsType<NextStep.Close>(Planner.Next(free.Policy, counted.History, now));
    }

    [Theory]
    [InlineData(Outcome.Busy, true, true)]
    [InlineData(Outcome.Failed, true, true)]
    [InlineData(Outcome.Failed, false, false)] // before the customer was dialled: not the customer's
    [InlineData(Outcome.Congestion, true, false)] // the default rule says so
    [InlineData(Outcome.OperatorNoAnswer, false, false)]
    [InlineData(Outcome.Interrupted, true, false)]
    public void UsesAttempt_Outcome_IsAnsweredByOneRule(Outcome outcome, bool wasDialled, bool expected) =>
        Assert.Equal(expected, PolicyText.With("").UsesAttempt(outcome, wasDialled));

    [Fact]
    public void Next_MoreThanAtMost_IsExhausted()
    {
        var story = new Story("10:00", "retry: { rejected: { after: 1h, at_most: 1 } }").Then("10:01", Outcome.Rejected);

        Assert.StartsWith("2026-11-23 11:01:20: rejected: first retry after 1h", story.Next(), StringComparison.Ordinal);
        Assert.Equal("exhausted: rejected again: at most 1 retry", story.Then("11:02", Outcome.Rejected).Next());
    }

    [Fact]
    public void Next_OlderThanGiveUpAfter_IsExpired() =>
        Assert.Equal("expired: given up after 1d", new Story("10:00", "give_up_after: 1d").Next("2026-11-24 10:00"));

    [Fact]
    public void Next_StepWouldBeTooLate_IsExpired() =>
        Assert.Equal(
            "expired: given up after 2h: busy: first retry after 3h",
            new Story("10:00", "give_up_after: 2h\nretry: { busy: { after: 3h } }").Then("10:01", Outcome.Busy).Next());

    [Fact]
    public void Next_NotBefore_PostponesIntoOpeningHours() =>
        Assert.Equal(
            "2026-11-24 09:00:00: first attempt 30s after the missed call; not before Mon 21:00 as asked; closed then, moved to opening at Tue 09:00",
            WithNotBefore(new Story("10:00", Hours), "21:00").Next());

    [Fact]
    public void Next_LimitPerNumberReached_DefersUntilTheOldestFallsOut()
    {
        var story = new Story("10:00", "attempts: 9\nretry: { busy: { after: 1m } }")
            .Then("10:01", Outcome.Busy).Then("10:03", Outcome.Busy).Then("10:05", Outcome.Busy);

        Assert.Equal("defer 2026-11-24 10:01:00: busy: third retry after 1m; 3 calls to this number within 24h, the next is free at Tue 10:01", story.Next());
        Assert.StartsWith("2026-11-24 10:01:00: busy", story.Next("2026-11-24 10:01"), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_LimitFallsOutAtNight_DefersToTheOpening()
    {
        var story = new Story("19:50", Hours + "limits: { per_number_per_day: 1 }\nretry: { busy: { after: 1m } }").Then("19:59:50", Outcome.Busy);

        Assert.StartsWith("2026-11-24 19:59:50", story.With(h => h with { DialsOfNumber = [] }).Next("2026-11-24 19:59:50"), StringComparison.Ordinal);
        story.With(h => h with { DialsOfNumber = [story.At("20:30")] });
        Assert.StartsWith("defer 2026-11-25 09:00:00", story.Next("2026-11-24 09:00"), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_DialsUnderOtherPolicies_CountAsWell()
    {
        var story = new Story("10:00", "limits: { per_number_per_day: 2 }");
        story.With(h => h with { DialsOfNumber = [story.At("2026-11-22 12:00"), story.At("09:00")] });

        Assert.StartsWith("defer 2026-11-23 12:00:00", story.Next(), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_CustomerRingsInAgain_IsCalledSoonerThanTheRetry()
    {
        var story = new Story("10:00", "retry: { no_answer: { after: 3h } }").Then("10:01", Outcome.NoAnswer);
        story.With(h => h with { MissedAt = story.At("10:40") });

        Assert.Equal("2026-11-23 10:40:30: rang in again at 10:40: 30s after that call", story.Next("10:40"));
    }

    [Fact]
    public void Next_PolicyIsOff_WaitsWithoutCalling() =>
        Assert.Equal("defer 2026-11-23 11:00:00: policy sales is off", new Story("10:00", "mode: off").Next());

    [Fact]
    public void Next_InvalidByDefault_IsStruckOutAtOnce() =>
        Assert.Equal(
            "struck_out: number invalid: 404 Not found, cause 1 Unallocated number",
            new Story("10:00", "").Then("10:01", Outcome.Invalid, 1, 404).Next());

    [Fact]
    public void Next_InvalidToBeConfirmed_IsTriedAgainFirst()
    {
        var story = new Story("10:00", "retry: { invalid: { strike_out: { confirm: 2, after: 1h } } }").Then("10:01", Outcome.Invalid, 1, 404);

        Assert.Equal("2026-11-23 11:01:20: invalid (404 Not found, cause 1 Unallocated number), 1 of 2: to be confirmed after 1h", story.Next());
        Assert.Equal(
            "struck_out: number invalid: 404 Not found, cause 1 Unallocated number, 2 times",
            story.Then("11:02", Outcome.Invalid, 1, 404).Next());
    }

    [Theory]
    [InlineData(Outcome.Congestion, true)]
    [InlineData(Outcome.OperatorNoAnswer, true)]
    [InlineData(Outcome.Busy, false)]
    [InlineData(Outcome.NoAnswer, false)]
    public void Next_InvalidWithSomethingBetween_IsConfirmedUnlessTheNumberShowedLife(Outcome between, bool struckOut)
    {
        var story = new Story("10:00", "retry: { invalid: { strike_out: { confirm: 2, after: 1h } } }")
            .Then("10:01", Outcome.Invalid, 1).Then("11:02", between).Then("12:03", Outcome.Invalid, 1);

        Assert.Equal(struckOut, story.Next().StartsWith("struck_out", StringComparison.Ordinal));
    }

    [Fact]
    public void Next_InvalidForDifferentReasons_DoesNotConfirm() =>
        Assert.StartsWith(
            "2026-11-23 12:02:20",
            new Story("10:00", "retry: { invalid: { strike_out: { confirm: 2, after: 1h } } }")
                .Then("10:01", Outcome.Invalid, 1).Then("11:02", Outcome.Invalid, 28).Next(),
            StringComparison.Ordinal);

    private static Story WithNotBefore(Story story, string at) => story.With(h => h with { NotBefore = story.At(at) });
}
