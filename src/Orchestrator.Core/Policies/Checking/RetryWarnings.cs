using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Checking;

/// <summary>Attempts that can never be made, and rules that never take effect.</summary>
internal static class RetryWarnings
{
    public static void Of(CheckedPolicy subject)
    {
        GiveUp(subject);
        TooLate(subject);
        Confirmations(subject);
        Attempts(subject);
        Machines(subject);
    }

    private static void GiveUp(CheckedPolicy subject)
    {
        var policy = subject.Policy;
        if (UnansweredCase.Shortest(policy) is not { } ages || ages[^1] < policy.GiveUpAfter)
        {
            return;
        }

        var made = ages.Count(age => age < policy.GiveUpAfter);
        subject.Warn(
            ["give_up_after"],
            new Reason.TooShortForAttempts(policy.GiveUpAfter, ages.Count, made),
            new Reason.WriteMoreOrFewerAttempts(UnansweredCase.InHours(ages[^1])));
    }

    // Of no_answer the whole case is played above.
    private static void TooLate(CheckedPolicy subject)
    {
        var age = subject.Policy.GiveUpAfter;
        foreach (var (outcome, rule) in subject.Policy.Retry.OrderBy(r => r.Key))
        {
            if (rule is RetryRule.AfterDelay { Delays: [var first, ..] } && first >= age && outcome != Outcome.NoAnswer && subject.Reading.Says("retry", Words.Of(outcome)))
            {
                subject.Warn(["retry", Words.Of(outcome)], new Reason.RetryTooLate(first, age), new Reason.WriteShorterDelay());
            }
        }
    }

    private static void Confirmations(CheckedPolicy subject)
    {
        var policy = subject.Policy;
        if (policy.Retry[Outcome.Invalid] is not RetryRule.StrikeOut { Confirm: > 1 and var needed } rule)
        {
            return;
        }

        if (rule.UsesAttempt && needed > policy.Attempts)
        {
            subject.Warn(["retry", "invalid"], new Reason.NeverStruckOut(needed, policy.Attempts), new Reason.WriteSmallerConfirm());
        }
        else if (rule.RetryAfter * (needed - 1) >= policy.GiveUpAfter)
        {
            subject.Warn(["retry", "invalid"], new Reason.NeverStruckOutInTime(needed, rule.RetryAfter, policy.GiveUpAfter), new Reason.WriteQuickerConfirm());
        }
    }

    private static void Attempts(CheckedPolicy subject)
    {
        long possible = 1;
        foreach (var rule in subject.Policy.Retry.Where(r => r.Key.IsCustomerSide() && r.Value.UsesAttempt).Select(r => r.Value))
        {
            if ((rule as RetryRule.StrikeOut)?.Confirm - 1 is { } confirmations)
            {
                possible += Math.Min(rule.AtMost ?? int.MaxValue, confirmations);
            }
            else if (rule.AtMost is { } most)
            {
                possible += most;
            }
            else
            {
                return;
            }
        }

        if (possible < subject.Policy.Attempts)
        {
            subject.Warn(["attempts"], new Reason.AttemptsNeverMade((int)possible, subject.Policy.Attempts), new Reason.WriteFewerAttempts());
        }
    }

    private static void Machines(CheckedPolicy subject)
    {
        var policy = subject.Policy;
        switch (policy.Customer.OnMachine)
        {
            case MachineAction.Connect when subject.Reading.Says("retry", "machine"):
                subject.Warn(["retry", "machine"], new Reason.NobodyListens(), new Reason.WriteHangUpOrNoRule());
                break;
            case MachineAction.Leave when policy.Retry[Outcome.Machine] is { AtMost: null, UsesAttempt: var uses }:
                subject.Warn(["customer", "on_machine"], uses ? new Reason.MessageLeftUpTo(policy.Attempts) : new Reason.MessageLeftAgain(), new Reason.LeaveMessageOnce());
                break;
        }
    }
}
