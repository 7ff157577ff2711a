using System.Collections.Immutable;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>Whether a number may be dialled under a plan, and by which rule not.</summary>
internal static class NumberGuard
{
    /// <summary>What may be dialled where <c>kinds</c> says nothing: no kind that costs more than a call.</summary>
    public static ImmutableArray<NumberKind> DefaultKinds { get; } = [NumberKind.Mobile, NumberKind.FixedLine, NumberKind.TollFree, NumberKind.Voip];

    public static GuardVerdict Judge(PhoneNumber number, NumberPlan plan)
    {
        if (plan.Own.Any(p => p.Matches(number)))
        {
            return new GuardVerdict.Refused("own", new Reason.GuardOwn());
        }

        if (plan.DoNotCall.Any(p => p.Matches(number)))
        {
            return new GuardVerdict.Refused("do_not_call", new Reason.GuardDoNotCall());
        }

        if (plan.Deny.FirstOrDefault(p => p.Matches(number)) is { } denied)
        {
            return new GuardVerdict.Refused($"deny {denied.Text}", new Reason.GuardDeny(denied.Text));
        }

        // A number of old books may be written in a way that is no longer how it is read.
        if (NumberReader.Dialled(number.E164, null) != number)
        {
            return new GuardVerdict.Refused("unknown", new Reason.GuardOldForm());
        }

        var facts = NumberFacts.Of(number);
        var isKind = IsKindAllowed(facts, plan.Kinds);
        if (!facts.IsKnown && !plan.Also.Any(p => p.Matches(number)))
        {
            return isKind ? new GuardVerdict.Refused("unknown", new Reason.GuardUnknownRange(NumberFacts.DataVersion)) : OfKind(facts.Kind);
        }

        return !IsAllowed(number, plan) ? new GuardVerdict.Refused("allow", facts.Region is { } region ? new Reason.GuardRegion(region) : new Reason.GuardAllow())
            : isKind ? new GuardVerdict.Allowed()
            : OfKind(facts.Kind);
    }

    private static GuardVerdict.Refused OfKind(NumberKind kind) => new($"kinds {Words.Of(kind)}", new Reason.GuardKind(kind));

    private static bool IsAllowed(PhoneNumber number, NumberPlan plan) => plan.Allow.IsEmpty
        ? plan.Home is { } home && NumberFacts.IsOf(number, home)
        : plan.Allow.Any(p => p.Matches(number));

    private static bool IsKindAllowed(NumberFacts facts, ImmutableArray<NumberKind> kinds) => facts.Kind switch
    {
        NumberKind.FixedLineOrMobile => kinds.Contains(NumberKind.FixedLine) || kinds.Contains(NumberKind.Mobile),
        NumberKind.Unknown => !facts.IsKnown, // let through by name
        _ => kinds.Contains(facts.Kind),
    };
}
