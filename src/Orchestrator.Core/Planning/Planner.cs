using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Planning;

/// <summary>Turns a policy and a case's history into the case's next step. Pure: the same input gives the same step on every machine.</summary>
public static class Planner
{
    // A policy that is off is looked at again now and then, until it is on or the case too old.
    private static readonly Duration OffRecheck = Duration.FromHours(1);

    /// <summary>
    /// The next step. An <see cref="NextStep.AttemptAt"/> breaks no rule of the policy and never lies before <paramref name="now"/>;
    /// when it equals <paramref name="now"/> the case is ready. A later <paramref name="now"/>, or one more closed day, never makes it earlier.
    /// </summary>
    public static NextStep Next(Policy policy, CaseHistory history, Instant now)
    {
        var deadline = history.OpenedAt + policy.GiveUpAfter;
        return Ended(policy, history)
            ?? TooLate(policy, now, deadline, null)
            ?? Off(policy, now, deadline)
            ?? Planned(policy, history, now, deadline);
    }

    private static NextStep.Close? Ended(Policy policy, CaseHistory history)
    {
        if (history.Attempts.IsEmpty)
        {
            return null;
        }

        var last = history.Attempts[^1];
        if (last.Outcome == Outcome.Connected)
        {
            return new NextStep.Close(Disposition.Reached, new Reason.TheyTalked());
        }

        var rule = RuleFor(policy, last.Outcome);
        if (last.Outcome == Outcome.Invalid && rule is RetryRule.StrikeOut strike && CaseTally.Confirmations(history) >= strike.Confirm)
        {
            return new NextStep.Close(Disposition.StruckOut, new Reason.NumberInvalid(Reason.Hangup(last.Cause, last.SipCode), strike.Confirm == 1 ? null : strike.Confirm));
        }

        var used = CaseTally.AttemptsUsed(history);
        if (used >= policy.Attempts)
        {
            return new NextStep.Close(Disposition.Exhausted, new Reason.NoneAnswered(used));
        }

        return rule.AtMost is { } most && CaseTally.Repetition(history) > most
            ? new NextStep.Close(Disposition.Exhausted, new Reason.RetriedEnough(last.Outcome, most))
            : null;
    }

    private static NextStep.Close? TooLate(Policy policy, Instant at, Instant deadline, Reason? next) => at < deadline
        ? null
        : new NextStep.Close(Disposition.Expired, new Reason.GivenUp(policy.GiveUpAfter, next));

    private static NextStep.Defer? Off(Policy policy, Instant now, Instant deadline) => policy.Mode == PolicyMode.Off
        ? new NextStep.Defer(Instant.Min(now + OffRecheck, deadline), new Reason.PolicyIsOff(policy.Name))
        : null;

    private static NextStep Planned(Policy policy, CaseHistory history, Instant now, Instant deadline)
    {
        var plan = new Plan(policy, history, now, deadline);
        var step = Asked(plan) ?? First(plan) ?? Again(plan);
        var why = step.Why();
        return TooLate(policy, step.At, deadline, why) is { } late ? late with { Avoided = step.Avoided }
            : step.WaitsForTheLimit ? new NextStep.Defer(step.At, why) { Rule = step.Rule, Avoided = step.Avoided }
            : new NextStep.AttemptAt(step.At, why) { Rule = step.Rule, Avoided = step.Avoided };
    }

    private static PlannedTime? Asked(Plan plan) =>
        plan.History.AskedAt is { } asked && plan.History.Attempts.All(a => a.StartedAt < asked)
            ? plan.Settle(asked, new Reason.AskedForNow(), plan.Barriers(isRetry: false))
            : null;

    private static PlannedTime? First(Plan plan) => plan.History.Attempts.IsEmpty
        ? plan.Settle(plan.FirstAfter, new Reason.FirstAttempt(plan.Policy.FirstAttemptAfter), plan.Barriers(isRetry: false))
        : null;

    /// <summary>A retry; or sooner, where the customer has rung in again: they are at the phone now.</summary>
    private static PlannedTime Again(Plan plan)
    {
        var history = plan.History;
        if (history.MissedAt <= history.Attempts[^1].EndedAt)
        {
            // Until the customer was dialled for the latest call, this is still about that call, whatever our side got wrong.
            var latest = Instant.Max(history.MissedAt, history.AskedAt ?? Instant.MinValue);
            return Retry(plan, plan.Barriers(isRetry: history.Attempts.Any(a => a.CustomerDialledAt >= latest)));
        }

        var rangAt = history.MissedAt.InZone(plan.Policy.Zone).TimeOfDay;
        var rang = plan.Settle(plan.FirstAfter, new Reason.RangInAgain(rangAt, plan.Policy.FirstAttemptAfter), plan.Barriers(isRetry: false));
        var retry = Retry(plan, plan.Barriers(isRetry: true));
        return (rang.At, rang.Wanted).CompareTo((retry.At, retry.Wanted)) < 0 ? rang : retry;
    }

    private static PlannedTime Retry(Plan plan, Barriers barriers)
    {
        var (policy, history) = (plan.Policy, plan.History);
        var last = history.Attempts[^1];
        switch (RuleFor(policy, last.Outcome))
        {
            case RetryRule.OtherDaypart rule:
                var tried = (last.CustomerDialledAt ?? last.StartedAt).InZone(policy.Zone).TimeOfDay;
                var choice = new Dayparts(policy, history, rule.Dayparts, barriers).Next(plan.Deadline);
                return plan.Settle(choice.At, new Reason.AtAnotherTime(last.Outcome, tried, plan.Choice(choice)), barriers, choice.PassedOver);

            case RetryRule.StrikeOut rule:
                var evidence = Reason.Hangup(last.Cause, last.SipCode);
                return plan.Settle(
                    last.EndedAt + rule.RetryAfter, new Reason.ToBeConfirmed(last.Outcome, evidence, CaseTally.Confirmations(history), rule.Confirm, rule.RetryAfter), barriers);

            case RetryRule.AfterDelay rule:
                var n = CaseTally.Repetition(history);
                var delay = rule.Delays[Math.Min(n, rule.Delays.Length) - 1];
                return plan.Settle(last.EndedAt + delay, new Reason.Retry(last.Outcome, n, delay), barriers);

            default:
                throw new InvalidOperationException($"No rule follows {last.Outcome}.");
        }
    }

    private static RetryRule RuleFor(Policy policy, Outcome outcome) => policy.Retry.GetValueOrDefault(outcome) ?? RetryDefaults.Rules[outcome];
}
