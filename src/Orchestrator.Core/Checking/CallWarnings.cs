using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Checking;

/// <summary>How people are rung and told.</summary>
internal static class CallWarnings
{
    private static readonly Duration Short = Duration.FromSeconds(15);

    public static void Of(CheckedPolicy subject, NumberPlan? numbers)
    {
        var policy = subject.Policy;
        if (policy.Customer.Ring < Short)
        {
            subject.Warn(["customer", "ring"], new Reason.ShortCustomerRing(), new Reason.RingCustomerLonger());
        }

        if (policy.Operators.Ring < Short)
        {
            subject.Warn(["operators", "ring"], new Reason.ShortOperatorRing(), new Reason.RingOperatorLonger());
        }

        if (policy.Operators.Pick == OperatorPick.Responsible && numbers?.Responsible.IsEmpty == true)
        {
            subject.Warn(["operators", "pick"], new Reason.NobodyNamedResponsible(), new Reason.NameResponsible());
        }

        if (policy.Limits.PerNumberPerDay > numbers?.Caps.PerNumberPerDay)
        {
            subject.Warn(["limits", "per_number_per_day"], new Reason.AboveCap(numbers.Caps.PerNumberPerDay), new Reason.LowerLimitOrRaiseCap());
        }

        if (numbers?.Home is { } home && NumberingPlans.MobileExampleOf(home) is { } mobile && policy.Customer.DialTo(mobile, numbers).Refusal is { } refusal)
        {
            subject.Warn(["customer", "dial"], new Reason.NobodyCalledThisWay(refusal.Why), new Reason.WriteOutsidePrefixOrFormat());
        }

        for (var i = 0; i < policy.Notify.Length; i++)
        {
            if (policy.Notify[i].Webhook is { Scheme: "http", IsLoopback: false } address)
            {
                subject.Warn(["notify", FormattableString.Invariant($"{i}"), "webhook"], new Reason.Unencrypted(address.Host), new Reason.WriteHttps());
            }
        }
    }
}
