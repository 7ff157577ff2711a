using NodaTime;
using Orchestrator.Numbers;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    public override string Numbers => "Numbers";

    public override string NumbersText => "Find a number to see whether it may be called, its calls and its cases, and to make it VIP or do-not-call.";

    public override string Find => "Find";

    public override string NotANumber => "That is no number that could be called. Write it as +79161234567, or as numbers.yaml reads it.";

    public override string NeverSeen => "Never seen";

    public override string NeverSeenText => "no missed call, no case, no rule.";

    public override string IsVip => "VIP by numbers.yaml.";

    public override string Vip => "VIP";

    public override string MayBeCalled => "may be called";

    public override string MayNotBeCalled => "is not called";

    public override string Until => "until";

    public override string UntilLifted => "it is lifted";

    public override string CapReached => "It was called as often as the number guard allows in 24 hours.";

    public override string OpenCase => "Open case";

    public override string LastSpoken => "Spoke with it last";

    public override string Rules => "Decisions about this number";

    public override string InForce => "in force";

    public override string NotInForceAnyMore => "not in force any more";

    public override string Lifted => "lifted by";

    public override string RuleExpires => "Ends by itself; empty: never";

    public override string ExpiryIsPast => "Give a time in the future, or none.";

    public override string ConfirmLifting => "I am sure: from now on the rule does not hold.";

    public override string NoSuchRuleInForce => "There is no such rule in force.";

    public override string NoCasesOfNumber => "No cases.";

    public override string NoCallsOfNumber => "No missed calls.";

    public override string NoMissedCallsYet => "No missed calls yet.";

    public override string NoNumber => "no number";

    public override string MissedAt => "Missed";

    public override string FateTitle => "What became of it";

    public override string Why => "Why, or when next";

    public override string WithCase => "With a case";

    public override string Yes => "yes";

    public override string No => "no";

    public override string FirstDay => "From day";

    public override string UntilDay => "To day";

    public override string AsFile => "As a file (CSV)";

    public override string Paging => "Pages of the list";

    public override string Customer => "Customer";

    public override string Comment => "Comment";

    public override string RefusedBy(string rule) => $"It is not called: number guard, {rule}.";

    public override string Of(NumberRule rule) => rule == NumberRule.Vip ? "VIP" : "do not call";

    public override string Set(NumberRule rule) => rule == NumberRule.Vip ? "Make it VIP" : "Do not call";

    public override string SetText(NumberRule rule) => rule == NumberRule.Vip
        ? "It goes before others, as far as the policy's priority says."
        : "No new cases; open ones close as opted out, a phone that rings stops, a talk goes on.";

    public override string Lift(NumberRule rule) => rule == NumberRule.Vip ? "No VIP any more" : "Allow calls again";

    public override string LiftText(NumberRule rule) => rule == NumberRule.Vip
        ? "It goes in the order of all others."
        : "The customer asked not to be called. Whoever lifts that is named in the audit; closed cases stay closed.";

    public override string Of(MissedCallFate fate) => fate switch
    {
        MissedCallFate.InProgress => "in progress",
        MissedCallFate.Recovered => "recovered",
        MissedCallFate.Lost => "lost",
        _ => "not called back",
    };

    public override string After(Duration span) => $"after {Span(span)}";
}
