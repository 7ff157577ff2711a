using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Casework;

/// <summary>What the policies in force say of a case. All of it comes from one snapshot of them.</summary>
/// <param name="Policy">The case's policy; null when it is not in force.</param>
/// <param name="Number">What is to be made of its number.</param>
/// <param name="History">What the step follows from.</param>
/// <param name="Standing">How the case stands among others.</param>
public sealed record CaseDecision(PolicySnapshot By, Policy? Policy, NumberVerdict Number, CaseHistory History, NextStep Step, CaseStanding Standing)
{
    /// <summary>How long a case waits whose policy is not in force. When the policy comes back the case is planned at once.</summary>
    private static readonly Duration WithoutPolicy = Duration.FromMinutes(10);

    /// <summary>For the times in texts.</summary>
    public DateTimeZone Zone => Policy?.Zone ?? DateTimeZone.Utc;

    /// <summary>Decides upon a locked case.</summary>
    public static async Task<CaseDecision> OfAsync(Transaction tx, CaseRow row, PolicySnapshot by)
    {
        var policy = by.Set.Find(row.Policy)?.Within(by.Numbers.Caps);
        var number = await NumberVerdict.OfAsync(tx, row.Number, by.Numbers, policy?.Customer);
        var history = await tx.CaseHistories.OfAsync(row, by.Numbers.ZonesOf(row.Number));
        var step = policy is null ? new NextStep.Defer(tx.Now + WithoutPolicy, new Reason.PolicyNotInForce(row.Policy)) : Planner.Next(policy, history, tx.Now);
        return new CaseDecision(by, policy, number, history, step, StandingOf(row, policy, history, number, by));
    }

    /// <summary>The decision that follows when one more attempt has ended.</summary>
    public CaseDecision After(PastAttempt attempt, CaseRow row, Instant now)
    {
        var history = History with { Attempts = History.Attempts.Add(attempt), DialsOfNumber = History.DialsOfNumber.Add(attempt.StartedAt) };
        return this with { History = history, Step = Planner.Next(Policy!, history, now), Standing = StandingOf(row, Policy, history, Number, By) };
    }

    /// <summary>What a timeline keeps of the decision for programs.</summary>
    /// <param name="at">When the next step is due.</param>
    public object Data(Instant at) => new { at = at.ToDateTimeOffset(), policy_version = Standing.PolicyVersion, avoided = Avoided };

    /// <summary>What the step was kept out of.</summary>
    public IEnumerable<object> Avoided => Step.Avoided.Select(
        a => new { rule = Words.Of(a.Rule), from = a.From.ToDateTimeOffset(), until = a.Until.ToDateTimeOffset(), why = a.Why.ToString(), reason = ReasonJson.ToNode(a.Why) });

    private static CaseStanding StandingOf(CaseRow row, Policy? policy, CaseHistory history, NumberVerdict number, PolicySnapshot by)
    {
        if (policy is null)
        {
            return row.Standing;
        }

        var rules = policy.Priority;
        var tried = history.Attempts.Count(a => a.Outcome.IsCustomerSide());
        var priority = rules.Base + (rules.PerAttempt * tried) + (number.IsVip ? rules.Vip : 0);
        return new CaseStanding(priority, rules.PerHourWaiting, policy.Version, by.NumbersVersion);
    }
}
