using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Reasons;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Planning;

public sealed class ExplanationTests
{
    private static readonly Instant Missed = Instant.FromUtc(2026, 11, 23, 7, 0); // 10:00 in Moscow, a Monday

    [Fact]
    public void Of_OutcomesUpToAnEnd_HasThemAllAndTheEnd()
    {
        var told = Explain("attempts: 9\nretry: { busy: { after: 2m } }", Outcome.Busy, Outcome.Connected);

        Assert.Equal([Outcome.Busy, Outcome.Connected], told.Attempts.Select(a => a.Assumed));
        Assert.Equal([1, 2], told.Attempts.Select(a => a.Number));
        Assert.Equal(["first attempt 30s after the missed call", "busy: first retry after 2m"], told.Attempts.Select(a => a.Rule.ToString()));
        Assert.Equal([Missed + Duration.FromSeconds(30), Missed + Duration.FromSeconds(150)], told.Attempts.Select(a => a.At));
        Assert.Equal(new ExplainedEnd(Missed + Duration.FromSeconds(150), 2, Disposition.Reached, new Reason.TheyTalked(), []), told.End);
        Assert.Null(told.IfNobodyAnswers);
        Assert.Equal(0, told.NotNeeded);
    }

    [Fact]
    public void Of_MoreOutcomesThanNeeded_CountsTheRest()
    {
        var told = Explain("", Outcome.Connected, Outcome.Busy, Outcome.Busy);

        Assert.Single(told.Attempts);
        Assert.Equal(2, told.NotNeeded);
    }

    [Fact]
    public void Of_OutcomesThatDoNotEndIt_HasTheNextAttemptAndTheEndIfNobodyAnswers()
    {
        var told = Explain("attempts: 3\nretry: { no_answer: { after: 1h } }\ncustomer: { ring: 40s }", Outcome.NoAnswer);

        Assert.Equal([Outcome.NoAnswer, null], told.Attempts.Select(a => a.Assumed));

        // 30 s after the call it rings for 40 s, and the retry is an hour after that.
        Assert.Equal(Missed + Duration.FromSeconds(30 + 40 + 3600), told.Attempts[1].At);
        Assert.Null(told.End);
        Assert.Equal((3, Disposition.Exhausted), (told.IfNobodyAnswers!.Attempts, told.IfNobodyAnswers.Disposition));
    }

    [Fact]
    public void Of_OperatorsDoNotPickUp_RingsTheirTimeAndNotTheCustomer()
    {
        var told = Explain("operators: { from: queue sales, ring: 20s }\nlimits: { per_number_per_day: 1 }", Outcome.OperatorNoAnswer, Outcome.Busy);

        Assert.Equal(Missed + Duration.FromSeconds(50), told.Attempts[1].At);
    }

    [Fact]
    public void Of_LimitReached_TellsTheRuleAndTheLimitInOne()
    {
        var told = Explain("limits: { per_number_per_day: 1 }\nretry: { busy: { after: 2m } }", Outcome.Busy);

        Assert.Equal("busy: first retry after 2m", told.Attempts[1].Rule.ToString());
        Assert.Equal("busy: first retry after 2m; 1 call to this number within 24h, the next is free at Tue 10:00", told.Attempts[1].Why.ToString());
        Assert.Equal(AvoidedBy.PerNumberPerDay, Assert.Single(told.Attempts[1].Avoided).Rule);
        Assert.Equal(Missed + Duration.FromSeconds(30) + Duration.FromDays(1), told.Attempts[1].At);
    }

    [Fact]
    public void Of_InvalidToBeConfirmed_IsConfirmedByTheNext()
    {
        var told = Explain("retry: { invalid: { strike_out: { confirm: 2, after: 1h } } }", Outcome.Invalid, Outcome.Invalid);

        Assert.Equal(Disposition.StruckOut, told.End!.Disposition);
    }

    [Fact]
    public void Of_PolicyIsOff_MakesNoAttempts()
    {
        var told = Explain("mode: off", Outcome.Busy);

        Assert.Empty(told.Attempts);
        Assert.Null(told.End);
        Assert.Null(told.IfNobodyAnswers);
        Assert.Equal(1, told.NotNeeded);
    }

    [Fact]
    public void Of_LongestCaseThereIs_Ends()
    {
        var told = Explain("attempts: 50\ngive_up_after: 90d\nlimits: { per_number_per_day: 50 }\nretry: { no_answer: { after: 0s, uses_attempt: false } }");

        Assert.Equal(Disposition.Expired, told.IfNobodyAnswers!.Disposition);
        Assert.InRange(told.IfNobodyAnswers.Attempts, 4000, 4550);
    }

    [Fact]
    public void Assumptions_NameTheRingTimes() => Assert.Contains(
        "20s an operator's, 45s the customer's", Explain("").Assumptions.ToString(), StringComparison.Ordinal);

    [Fact]
    public void After_DialsOfTheDayBefore_AreForgotten()
    {
        var policy = PolicyText.With("");
        var history = new CaseHistory(Missed, Missed, [], null, [Missed, Missed + Duration.FromHours(1)]);

        var later = AssumedAttempt.After(history, AssumedAttempt.Of(policy, Missed + Duration.FromDays(1), Outcome.Busy));

        Assert.Equal([Missed + Duration.FromHours(1), Missed + Duration.FromDays(1)], later.DialsOfNumber);
        Assert.Equal(later.DialsOfNumber, AssumedAttempt.After(later, AssumedAttempt.Of(policy, Missed + Duration.FromDays(1), Outcome.OperatorRefused)).DialsOfNumber);
    }

    private static Explanation Explain(string fields, params Outcome[] outcomes)
    {
        // The least policy has operators and a customer of its own; a test that says more of them replaces the line.
        var text = string.Join('\n', PolicyText.Least.Split('\n').Where(line => !fields.Contains(line.Split(':')[0] + ":", StringComparison.Ordinal) || line.Length == 0));
        text += fields.Replace("customer: {", "customer: { dial: \"PJSIP/{number}@trunk\",", StringComparison.Ordinal);
        return Explanation.Of(PolicyText.Read(text).Policy!, Missed, outcomes);
    }
}
