using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.NumberRules;

/// <summary>
/// What is to be made of a number: the one place where <c>numbers.yaml</c> and the rules that people set come together.
/// Asked in the transaction that acts on it (intake, planning, claim), so that a rule holds on every instance from its commit on.
/// </summary>
/// <param name="IsVip">Goes before others.</param>
/// <param name="Refusal">Why it is not to be called; null when it may be.</param>
public sealed record NumberVerdict(bool IsVip, NumberRefusal? Refusal)
{
    public static async Task<NumberVerdict> OfAsync(Transaction tx, PhoneNumber number, NumberPlan plan, CustomerRules? customer) =>
        Of(number, plan, customer, await tx.NumberRules.InForceAsync(number));

    /// <param name="customer">How it would be dialled; null: by no policy in particular.</param>
    /// <param name="rules">The rules in force for it.</param>
    public static NumberVerdict Of(PhoneNumber number, NumberPlan plan, CustomerRules? customer, IReadOnlyList<NumberRuleRow> rules)
    {
        var isVip = rules.Any(r => r.Rule == NumberRule.Vip) || plan.IsVip(number);
        return new NumberVerdict(isVip, rules.FirstOrDefault(r => r.Rule == NumberRule.DoNotCall) is { } set ? NumberRefusal.Of(set)
            : (customer is null ? plan.Guard(number) : customer.Guard(number, plan)) is GuardVerdict.Refused refused ? NumberRefusal.Of(refused)
            : null);
    }
}

/// <summary>Why a number is not to be called.</summary>
/// <param name="Disposition">How its cases close.</param>
/// <param name="Rule">The rule: <c>do_not_call</c>, <c>own</c>, <c>deny +7803*</c>, <c>allow</c> and the like.</param>
/// <param name="Why">The same as a reason.</param>
/// <param name="Until">When that ends by itself; null: it does not.</param>
public sealed record NumberRefusal(Disposition Disposition, string Rule, Reason Why, Instant? Until = null)
{
    /// <summary>The customer's wish ends a case at any time; the guard has its say when one is opened and before each call.</summary>
    public bool EndsCases => Disposition == Disposition.OptedOut;

    public static NumberRefusal Of(NumberRuleRow rule) =>
        new(Disposition.OptedOut, Words.Of(rule.Rule), new Reason.DoNotCall(rule.SetBy, rule.Reason.TrimEnd('.')), rule.ExpiresAt);

    public static NumberRefusal Of(GuardVerdict.Refused refused) => new(Disposition.Blocked, refused.Rule, refused.Why);
}
