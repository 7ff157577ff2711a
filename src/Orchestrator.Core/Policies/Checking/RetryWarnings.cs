using Orchestrator.Core.Attempts;
using Orchestrator.Core.Policies.Reading;

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
            $"{DurationText.Write(policy.GiveUpAfter)} is too short for {ages.Count} attempts: when nobody answers, the case is given up after {made} at most",
            $"Write more than {UnansweredCase.Readable(ages[^1])}, fewer attempts, or shorter delays");
    }

    // Of no_answer the whole case is played above.
    private static void TooLate(CheckedPolicy subject)
    {
        var age = subject.Policy.GiveUpAfter;
        foreach (var (outcome, rule) in subject.Policy.Retry.OrderBy(r => r.Key))
        {
            if (rule is RetryRule.AfterDelay { Delays: [var first, ..] } && first >= age && outcome != Outcome.NoAnswer && subject.Reading.Says("retry", Words.Of(outcome)))
            {
                subject.Warn(
                    ["retry", Words.Of(outcome)],
                    $"never takes effect: the first retry is {DurationText.Write(first)} after an attempt, and the case is given up after {DurationText.Write(age)}",
                    "Write a shorter delay, or a longer give_up_after");
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
            subject.Warn(["retry", "invalid"], $"no number is ever struck out: {needed} matching attempts are needed, and there are {policy.Attempts}", "Write a smaller confirm, or more attempts");
        }
        else if (rule.RetryAfter * (needed - 1) >= policy.GiveUpAfter)
        {
            subject.Warn(
                ["retry", "invalid"],
                $"no number is ever struck out: {needed} matching attempts {DurationText.Write(rule.RetryAfter)} apart take longer than give_up_after, which is {DurationText.Write(policy.GiveUpAfter)}",
                "Write a smaller confirm, a shorter after, or a longer give_up_after");
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
            subject.Warn(["attempts"], $"no case comes to more than {possible} of {subject.Policy.Attempts} attempts: at_most limits every outcome", "Write fewer attempts, or leave out an at_most");
        }
    }

    private static void Machines(CheckedPolicy subject)
    {
        var policy = subject.Policy;
        switch (policy.Customer.OnMachine)
        {
            case MachineAction.Connect when subject.Reading.Says("retry", "machine"):
                subject.Warn(["retry", "machine"], "no effect: with customer.on_machine: connect nobody listens for a machine", "Write on_machine: hang_up, or leave the rule out");
                break;
            case MachineAction.Leave when policy.Retry[Outcome.Machine] is { AtMost: null, UsesAttempt: var uses }:
                var times = uses ? $"up to {policy.Attempts} times" : "again and again";
                subject.Warn(["customer", "on_machine"], $"the message is left {times} in one case", "Write retry: { machine: { after: 3h, at_most: 1 } }");
                break;
        }
    }
}
