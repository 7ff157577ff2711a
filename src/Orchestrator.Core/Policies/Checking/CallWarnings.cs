using NodaTime;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Core.Policies.Checking;

/// <summary>How people are rung and told.</summary>
internal static class CallWarnings
{
    private static readonly Duration Short = Duration.FromSeconds(15);

    public static void Of(CheckedPolicy subject, NumberPlan? numbers)
    {
        var policy = subject.Policy;
        if (policy.Customer.Ring < Short)
        {
            subject.Warn(["customer", "ring"], "hardly anybody finds his phone in less than 15s", "Write 30s to 60s");
        }

        if (policy.Operators.Ring < Short)
        {
            subject.Warn(["operators", "ring"], "less than 15s is short for picking up", "Write 20s to 30s");
        }

        if (policy.Operators.Pick == OperatorPick.Responsible && numbers?.Responsible.IsEmpty == true)
        {
            subject.Warn(["operators", "pick"], "numbers.yaml names nobody as responsible: everybody is picked as longest_idle", "Write responsible: in numbers.yaml, or another pick");
        }

        if (policy.Limits.PerNumberPerDay > numbers?.Caps.PerNumberPerDay)
        {
            subject.Warn(
                ["limits", "per_number_per_day"],
                FormattableString.Invariant($"more than caps.per_number_per_day in numbers.yaml allows, which is {numbers.Caps.PerNumberPerDay}"),
                "Lower this limit, or raise the cap");
        }

        if (numbers?.Home is { } home && NumberingPlans.MobileExampleOf(home) is { } mobile && numbers.Dial(mobile, policy.Customer).Refusal is { } refusal)
        {
            subject.Warn(["customer", "dial"], $"nobody is called this way, {refusal.Why}", "Write digits that the PBX takes off again as outside_prefix in numbers.yaml, or another number_format");
        }

        for (var i = 0; i < policy.Notify.Length; i++)
        {
            if (policy.Notify[i].Webhook is { Scheme: "http", IsLoopback: false } address)
            {
                subject.Warn(
                    ["notify", FormattableString.Invariant($"{i}"), "webhook"],
                    $"numbers of customers go to {address.Host} unencrypted",
                    "Write an https address");
            }
        }
    }
}
