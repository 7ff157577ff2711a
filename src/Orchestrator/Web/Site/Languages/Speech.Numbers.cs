using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site.Languages;

/// <content>Numbers, and lists of missed calls.</content>
public sealed partial class Speech
{
    public string Numbers => Ui("numbers.numbers");

    public string NumbersText => Ui("numbers.numbers_text");

    public string Find => Ui("numbers.find");

    public string NotANumber => Ui("numbers.not_a_number");

    public string NeverSeen => Ui("numbers.never_seen");

    public string NeverSeenText => Ui("numbers.never_seen_text");

    public string IsVip => Ui("numbers.is_vip");

    public string Vip => Ui("numbers.vip");

    public string MayBeCalled => Ui("numbers.may_be_called");

    public string MayNotBeCalled => Ui("numbers.may_not_be_called");

    public string Until => Ui("numbers.until");

    public string UntilLifted => Ui("numbers.until_lifted");

    public string CapReached => Ui("numbers.cap_reached");

    public string OpenCase => Ui("numbers.open_case");

    public string LastSpoken => Ui("numbers.last_spoken");

    public string Rules => Ui("numbers.rules");

    public string InForce => Ui("numbers.in_force");

    public string NotInForceAnyMore => Ui("numbers.not_in_force_any_more");

    public string Lifted => Ui("numbers.lifted");

    public string RuleExpires => Ui("numbers.rule_expires");

    public string ExpiryIsPast => Ui("numbers.expiry_is_past");

    public string ConfirmLifting => Ui("numbers.confirm_lifting");

    public string NoSuchRuleInForce => Ui("numbers.no_such_rule_in_force");

    public string NoCasesOfNumber => Ui("numbers.no_cases_of_number");

    public string NoCallsOfNumber => Ui("numbers.no_calls_of_number");

    public string NoMissedCallsYet => Ui("numbers.no_missed_calls_yet");

    public string NoNumber => Ui("numbers.no_number");

    public string MissedAt => Ui("numbers.missed_at");

    public string FateTitle => Ui("numbers.fate_title");

    public string Why => Ui("numbers.why");

    public string WithCase => Ui("numbers.with_case");

    public string Yes => Ui("numbers.yes");

    public string No => Ui("numbers.no");

    public string FirstDay => Ui("numbers.first_day");

    public string UntilDay => Ui("numbers.until_day");

    public string AsFile => Ui("numbers.as_file");

    public string Paging => Ui("numbers.paging");

    public string Customer => Ui("numbers.customer");

    public string Comment => Ui("numbers.comment");

    public string RefusedBy(string rule) => Ui("numbers.refused_by", ("rule", rule));

    public string Of(NumberKind kind) => language.Word(kind);

    public string Of(NumberRule rule) => language.Word(rule);

    public string Set(NumberRule rule) => language.Word(rule, "set");

    public string SetText(NumberRule rule) => language.Word(rule, "set_text");

    public string Lift(NumberRule rule) => language.Word(rule, "lift");

    public string LiftText(NumberRule rule) => language.Word(rule, "lift_text");

    public string Of(MissedCallFate fate) => language.Word(fate);

    /// <summary>How long it took.</summary>
    public string After(Duration span) => Ui("numbers.after", ("span", Span(span)));
}
