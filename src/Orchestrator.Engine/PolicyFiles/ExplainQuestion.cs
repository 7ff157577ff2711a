using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>What somebody wants to know of a policy.</summary>
/// <param name="Policy">The policy, within the number guard's cap for one number.</param>
/// <param name="Outcomes">How the attempts end, as far as that is told.</param>
/// <param name="Number">The caller's number; null when none was told.</param>
public sealed record ExplainQuestion(Policy Policy, MissedTime Missed, ImmutableArray<Outcome> Outcomes, ExplainedNumber? Number)
{
    /// <summary>More outcomes than any policy has attempts for are a slip.</summary>
    public const int MostOutcomes = 200;

    /// <summary>Reads the question strictly. Null when something is wrong; <paramref name="errors"/> then has all of it by field.</summary>
    public static ExplainQuestion? Read(
        Policy policy, NumberPlan numbers, string? missedAt, IReadOnlyList<string?> outcomes, string? number, Dictionary<string, Reason> errors)
    {
        var missed = missedAt is null ? null : MissedTime.Parse(missedAt, policy.Zone);
        if (missed is null)
        {
            errors["missed_at"] = new Reason.MissedTimeExpected();
        }

        var known = outcomes.Select(word => Words.Find<Outcome>(word ?? "")).ToList();
        if (outcomes.Count > MostOutcomes)
        {
            errors["outcomes"] = new Reason.GiveAtMost(MostOutcomes);
        }
        else if (known.IndexOf(null) is var wrong and >= 0)
        {
            errors["outcomes"] = Unknown(outcomes[wrong] ?? "");
        }

        ExplainedNumber? who = null;
        if (number is not null && numbers.Normalise(number) is NormalisedNumber.Dialable dialable)
        {
            who = ExplainedNumber.Of(dialable.Number, numbers, policy.Customer);
        }
        else if (number is not null)
        {
            errors["number"] = new Reason.CannotBeCalledBack();
        }

        return errors.Count > 0 ? null : new ExplainQuestion(policy.Within(numbers.Caps), missed!, [.. known.OfType<Outcome>()], who);
    }

    public Explanation Explain() => Explanation.Of(Policy, Missed.At, Outcomes, Number?.Zones ?? []);

    private static Reason.OutcomeWords Unknown(string word)
    {
        var words = Words.All<Outcome>();
        return new Reason.OutcomeWords(DidYouMean.Closest(word, words), string.Join(", ", words));
    }
}

/// <summary>What the numbers file says of a caller.</summary>
/// <param name="Number">The number.</param>
/// <param name="Zones">Where its owner may live, as far as it tells.</param>
/// <param name="IsVip">Whether it goes before all others.</param>
/// <param name="RefusedBy">The rule of the number guard that refuses the number; null when it may be dialled.</param>
public sealed record ExplainedNumber(PhoneNumber Number, ImmutableArray<DateTimeZone> Zones, bool IsVip, string? RefusedBy)
{
    /// <summary>Their zone, when there is only one.</summary>
    public DateTimeZone? Zone => Zones is [var only] ? only : null;

    public static ExplainedNumber Of(PhoneNumber number, NumberPlan plan, CustomerRules customer) =>
        new(number, plan.ZonesOf(number), plan.IsVip(number), (customer.Guard(number, plan) as GuardVerdict.Refused)?.Rule is not { } rule ? null
            : plan == NumberPlan.Unknown ? "there is no numbers.yaml" : rule);
}
