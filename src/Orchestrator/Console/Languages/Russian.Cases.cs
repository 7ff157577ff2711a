using System.Globalization;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    public override string Number => "Номер";

    public override string Queue => "Очередь";

    public override string Policy => "Политика";

    public override string StateTitle => "Состояние";

    public override string Opened => "Открыто";

    public override string Closed => "Закрыто";

    public override string Attempts => "Попытки";

    public override string NextAndWhy => "Когда и почему";

    public override string Reason => "Причина";

    public override string Waited => "Ожидание";

    public override string Caller => "Кто звонил";

    public override string Any => "все";

    public override string Filter => "Отобрать";

    public override string Clear => "Сбросить отбор";

    public override string SortBy => "Порядок";

    public override string SortOpened => "сначала новые";

    public override string SortNext => "сначала ближайшие";

    public override string NothingMatches => "Ничего не найдено.";

    public override string NoCasesYet => "Обращений ещё нет. Его откроет пропущенный звонок, на который есть политика.";

    public override string NextPage => "Следующая страница";

    public override string FirstPage => "Первая страница";

    public override string Verdict => "Текущее положение";

    public override string StoryTitle => "История";

    public override string Actions => "Действия";

    public override string CallNow => "Позвонить сейчас";

    public override string CallNowText => "Следующая попытка — как можно скорее. Рабочие часы, ограничения и правила номеров остаются в силе.";

    public override string Postpone => "Отложить";

    public override string PostponeUntil => "Не звонить раньше";

    public override string CancelCase => "Отозвать обращение";

    public override string CancelCaseText => "По этому обращению больше не звоним. Звонящий телефон замолчит, разговор продолжится. Отменить это нельзя.";

    public override string Note => "Заметка";

    public override string AddNote => "Добавить заметку";

    public override string Confirm => "Подтвердить";

    public override string Back => "Назад";

    public override string Operator => "Оператор";

    public override string Outcome => "Результат";

    public override string Started => "Начало";

    public override string Ended => "Конец";

    public override string Particulars => "Подробности";

    public override string KeptOutOf => "В это время звонить нельзя";

    public override string DueNow => "пора звонить: как только освободятся оператор и линия";

    public override string AnAttemptRuns => "идёт попытка";

    public override string State(CaseState state) => state switch
    {
        CaseState.Waiting => "ожидает",
        CaseState.Ready => "готово к звонку",
        CaseState.Calling => "идёт набор",
        _ => "закрыто",
    };

    public override string Of(Disposition disposition) => disposition switch
    {
        Disposition.Reached => "дозвонились",
        Disposition.CalledAgain => "клиент перезвонил сам",
        Disposition.CalledByOperator => "перезвонил оператор",
        Disposition.StruckOut => "вычеркнуто",
        Disposition.Exhausted => "попытки исчерпаны",
        Disposition.Expired => "срок истёк",
        Disposition.OptedOut => "отказ от звонков",
        Disposition.Blocked => "запрещено правилом",
        _ => "отозвано",
    };

    public override string Of(MissReason reason) => reason switch
    {
        MissReason.Abandoned => "не дождался ответа",
        MissReason.TimedOut => "истекло время ожидания",
        MissReason.NoOperators => "не было операторов",
        MissReason.QueueFull => "очередь переполнена",
        MissReason.LeftByKey => "вышел из очереди по кнопке",
        MissReason.Closed => "нерабочее время",
        MissReason.LeftInMenu => "положил трубку в меню",
        MissReason.Unanswered => "никто не ответил",
        _ => "просил перезвонить",
    };

    public override string Of(Outcome outcome) => outcome switch
    {
        Core.Attempts.Outcome.Connected => "соединили",
        Core.Attempts.Outcome.Busy => "занято",
        Core.Attempts.Outcome.NoAnswer => "нет ответа",
        Core.Attempts.Outcome.Rejected => "вызов отклонён",
        Core.Attempts.Outcome.Unreachable => "абонент недоступен",
        Core.Attempts.Outcome.Invalid => "неверный номер",
        Core.Attempts.Outcome.Machine => "автоответчик",
        Core.Attempts.Outcome.Congestion => "перегрузка линии",
        Core.Attempts.Outcome.OperatorNoAnswer => "оператор не ответил",
        Core.Attempts.Outcome.OperatorRefused => "оператор отказался",
        Core.Attempts.Outcome.OperatorHungUp => "оператор положил трубку",
        Core.Attempts.Outcome.CustomerHungUp => "клиент положил трубку",
        Core.Attempts.Outcome.Interrupted => "прервано",
        _ => "сбой",
    };

    public override string Of(AttemptState state) => state switch
    {
        AttemptState.Claimed => "начинается",
        AttemptState.OperatorRinging => "звоним оператору",
        AttemptState.OperatorAnswered => "оператор ответил",
        AttemptState.CustomerRinging => "звоним клиенту",
        AttemptState.Talking => "разговор",
        _ => "завершена",
    };

    public override string CaseTitle(string number) => $"Обращение {number}";

    public override string ClosedAs(string disposition) => $"закрыто, {disposition}";

    public override string Next(string when) => $"следующий шаг {when}";

    public override string Done => "Готово.";

    public override string GiveATime => "Укажите дату и время в будущем, не дальше 90 дней.";

    public override string GiveAText(int most) => string.Create(CultureInfo.InvariantCulture, $"Введите текст от 1 до {most} знаков в одну строку.");

    public override string IsClosedAlready => "Обращение закрыто и больше не меняется.";

    public override string IsBeingCalled => "Идёт попытка: повторите, когда она закончится.";

    public override string ClosesAfterTheAttempt => "Идёт попытка: вызов прекратится, разговор продолжится, и обращение закроется, когда он закончится.";

    public override string Seconds(double seconds) => string.Create(CultureInfo.GetCultureInfo("ru"), $"{seconds:0.#} с");

    public override string Relative(Duration fromNow) => fromNow > Duration.Zero ? $"через {Rounded(fromNow)}" : $"{Rounded(fromNow)} назад";

    private static string Rounded(Duration span)
    {
        var (amount, unit) = Units(span) switch
        {
            (var n, 'd') => (n, Plural(n, "день", "дня", "дней")),
            (var n, 'h') => (n, "ч"),
            (var n, 'm') => (n, "мин"),
            (var n, _) => (n, "с"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}");
    }
}
