using NodaTime;
using Orchestrator.Numbers;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    public override string Numbers => "Номера";

    public override string NumbersText => "Найдите номер, чтобы узнать, можно ли по нему звонить, увидеть его звонки и обращения, сделать его VIP или запретить звонить.";

    public override string Find => "Найти";

    public override string NotANumber => "На такой номер позвонить нельзя. Напишите его как +79161234567 или так, как его понимает numbers.yaml.";

    public override string NeverSeen => "Ещё не встречался";

    public override string NeverSeenText => "нет ни пропущенных звонков, ни обращений, ни правил.";

    public override string IsVip => "VIP согласно numbers.yaml.";

    public override string Vip => "VIP";

    public override string MayBeCalled => "звонить можно";

    public override string MayNotBeCalled => "не звоним";

    public override string Until => "до";

    public override string UntilLifted => "отмены";

    public override string CapReached => "За 24 часа ему звонили столько раз, сколько позволяют правила номеров.";

    public override string OpenCase => "Открытое обращение";

    public override string LastSpoken => "Последним говорил";

    public override string Rules => "Решения по номеру";

    public override string InForce => "действует";

    public override string NotInForceAnyMore => "больше не действует";

    public override string Lifted => "снял";

    public override string RuleExpires => "Действует до; пусто: бессрочно";

    public override string ExpiryIsPast => "Укажите время в будущем или не указывайте.";

    public override string ConfirmLifting => "Подтверждаю: правило больше не действует.";

    public override string NoSuchRuleInForce => "Такого действующего правила нет.";

    public override string NoCasesOfNumber => "Обращений нет.";

    public override string NoCallsOfNumber => "Пропущенных звонков нет.";

    public override string NoMissedCallsYet => "Пропущенных звонков ещё нет.";

    public override string NoNumber => "без номера";

    public override string MissedAt => "Пропущен";

    public override string FateTitle => "Итог";

    public override string Why => "Почему или когда";

    public override string WithCase => "С обращением";

    public override string Yes => "да";

    public override string No => "нет";

    public override string FirstDay => "С даты";

    public override string UntilDay => "По дату";

    public override string AsFile => "Файлом (CSV)";

    public override string Paging => "Страницы списка";

    public override string Customer => "Клиент";

    public override string Comment => "Комментарий";

    public override string RefusedBy(string rule) => $"Не звоним: правила номеров, {rule}.";

    public override string Of(NumberRule rule) => rule == NumberRule.Vip ? "VIP" : "не звонить";

    public override string Set(NumberRule rule) => rule == NumberRule.Vip ? "Сделать VIP" : "Не звонить";

    public override string SetText(NumberRule rule) => rule == NumberRule.Vip
        ? "Звоним раньше других, насколько это позволяет приоритет политики."
        : "Новых обращений не будет; открытые закроются как отказ от звонков, вызов прекратится, разговор продолжится.";

    public override string Lift(NumberRule rule) => rule == NumberRule.Vip ? "Больше не VIP" : "Снова разрешить звонки";

    public override string LiftText(NumberRule rule) => rule == NumberRule.Vip
        ? "Звоним в общем порядке."
        : "Клиент просил не звонить. Кто снял запрет, останется в журнале; закрытые обращения не откроются.";

    public override string Of(MissedCallFate fate) => fate switch
    {
        MissedCallFate.InProgress => "в работе",
        MissedCallFate.Recovered => "возвращён",
        MissedCallFate.Lost => "упущен",
        _ => "не перезвонили",
    };

    public override string After(Duration span) => $"через {Span(span)}";
}
