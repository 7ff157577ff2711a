using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Planning;

/// <summary>Turns a policy and a case's history into the case's next step. Pure: the same input gives the same step on every machine.</summary>
public static class Planner
{
    // A policy that is off is looked at again now and then, until it is on or the case too old.
    private static readonly Duration OffRecheck = Duration.FromHours(1);

    /// <summary>
    /// The next step. An <see cref="NextStep.AttemptAt"/> lies inside opening hours and never before <paramref name="now"/>;
    /// when it equals <paramref name="now"/> the case is ready.
    /// </summary>
    public static NextStep Next(Policy policy, CaseHistory history, Instant now)
    {
        var deadline = history.OpenedAt + policy.GiveUpAfter;
        return Ended(policy, history)
            ?? TooLate(policy, now, deadline, "")
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
            return new NextStep.Close(Disposition.Reached, "operator and customer talked");
        }

        var rule = RuleFor(policy, last.Outcome);
        if (last.Outcome == Outcome.Invalid && rule is RetryRule.StrikeOut strike && CaseTally.Confirmations(history) >= strike.Confirm)
        {
            var times = strike.Confirm == 1 ? "" : $", {strike.Confirm} times";
            return new NextStep.Close(Disposition.StruckOut, $"number invalid: {HangupCause.Describe(last.Cause, last.SipCode)}{times}");
        }

        var used = CaseTally.AttemptsUsed(policy, history);
        if (used >= policy.Attempts)
        {
            return new NextStep.Close(Disposition.Exhausted, $"{Times(used, "attempt", "attempts")}, none answered");
        }

        return rule.AtMost is { } most && CaseTally.Repetition(history) > most
            ? new NextStep.Close(Disposition.Exhausted, $"{Phrases.Of(last.Outcome)} again: at most {Times(most, "retry", "retries")}")
            : null;
    }

    private static NextStep.Close? TooLate(Policy policy, Instant at, Instant deadline, string next) => at < deadline
        ? null
        : new NextStep.Close(Disposition.Expired, $"given up after {Phrases.Of(policy.GiveUpAfter)}{next}");

    private static NextStep.Defer? Off(Policy policy, Instant now, Instant deadline) => policy.Mode == PolicyMode.Off
        ? new NextStep.Defer(Instant.Min(now + OffRecheck, deadline), $"policy {policy.Name} is off")
        : null;

    private static NextStep Planned(Policy policy, CaseHistory history, Instant now, Instant deadline)
    {
        var (at, why) = Wanted(policy, history, now, deadline);
        if (history.NotBefore is { } notBefore && at < notBefore)
        {
            (at, why) = (notBefore, $"{why}; not before {Phrases.Of(notBefore, now, policy.Zone)} as asked");
        }

        at = Instant.Max(at, now);
        (at, why) = Opened(policy, at, why, now);

        if (LimitReached(policy, history, at) is { } free)
        {
            var limit = $"{why}; {Times(policy.Limits.PerNumberPerDay, "call", "calls")} to this number within 24h, the next is free at "
                + Phrases.Of(free, now, policy.Zone);
            (at, why) = Opened(policy, free, limit, now);
            return TooLate(policy, at, deadline, $": {why}") as NextStep ?? new NextStep.Defer(at, why);
        }

        return TooLate(policy, at, deadline, $": {why}") as NextStep ?? new NextStep.AttemptAt(at, why);
    }

    /// <summary>When the rules of retrying want the attempt, before hours and limits have their say.</summary>
    private static (Instant At, string Why) Wanted(Policy policy, CaseHistory history, Instant now, Instant deadline)
    {
        var firstAfter = history.MissedAt + policy.FirstAttemptAfter;
        var delay = Phrases.Of(policy.FirstAttemptAfter);
        if (history.AskedAt is { } asked && history.Attempts.All(a => a.StartedAt < asked))
        {
            return (asked, "asked for now");
        }

        if (history.Attempts.IsEmpty)
        {
            return (firstAfter, $"first attempt {delay} after the missed call");
        }

        var retry = Retry(policy, history, now, deadline);
        var last = history.Attempts[^1];

        // Whoever rings again is at the phone now.
        return history.MissedAt > last.EndedAt && firstAfter < retry.At
            ? (firstAfter, $"rang in again at {TimeOf(history.MissedAt, policy.Zone)}: {delay} after that call")
            : retry;
    }

    private static (Instant At, string Why) Retry(Policy policy, CaseHistory history, Instant now, Instant deadline)
    {
        var last = history.Attempts[^1];
        var n = CaseTally.Repetition(history);
        var outcome = Phrases.Of(last.Outcome);
        switch (RuleFor(policy, last.Outcome))
        {
            case RetryRule.OtherDaypart rule:
                var (at, daypart) = Dayparts.Next(policy, history, rule.Dayparts, deadline);
                var day = at.InZone(policy.Zone).Date == now.InZone(policy.Zone).Date ? "" : $" on {at.InZone(policy.Zone).DayOfWeek}";
                var tried = TimeOf(last.CustomerDialledAt ?? last.StartedAt, policy.Zone);
                return (at, $"{outcome} at {tried}: next daypart {Phrases.Of(daypart)} {policy.Zone.Id}{day}");

            case RetryRule.StrikeOut rule:
                var evidence = HangupCause.Describe(last.Cause, last.SipCode);
                return (last.EndedAt + rule.RetryAfter,
                    $"{outcome} ({evidence}), {CaseTally.Confirmations(history)} of {rule.Confirm}: to be confirmed after {Phrases.Of(rule.RetryAfter)}");

            case RetryRule.AfterDelay rule:
                var delay = rule.Delays[Math.Min(n, rule.Delays.Length) - 1];
                return (last.EndedAt + delay, $"{outcome}: {Phrases.Ordinal(n)} retry after {Phrases.Of(delay)}");

            default:
                throw new InvalidOperationException($"No rule follows {outcome}.");
        }
    }

    private static (Instant At, string Why) Opened(Policy policy, Instant at, string why, Instant now)
    {
        var open = policy.Hours.NextOpen(at, policy.Zone);
        return open == at ? (at, why) : (open, $"{why}; closed then, moved to opening at {Phrases.Of(open, now, policy.Zone)}");
    }

    /// <summary>When the number may be dialled again, if its limit is reached at that time; null if not.</summary>
    private static Instant? LimitReached(Policy policy, CaseHistory history, Instant at)
    {
        var day = Duration.FromDays(1);
        var recent = history.DialsOfNumber.Where(d => d + day > at).Order().ToList();
        var excess = recent.Count - policy.Limits.PerNumberPerDay;
        return excess < 0 ? null : recent[excess] + day;
    }

    private static RetryRule RuleFor(Policy policy, Outcome outcome) => policy.Retry.GetValueOrDefault(outcome) ?? RetryDefaults.Rules[outcome];

    private static string TimeOf(Instant at, DateTimeZone zone) => Phrases.Of(at.InZone(zone).TimeOfDay);

    private static string Times(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";
}
