using System.Globalization;
using NodaTime;
using Orchestrator.Jobs;
using Orchestrator.Storage;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    private static readonly CultureInfo Figures = CultureInfo.GetCultureInfo("ru");

    public override string Of(JobKind kind) => kind switch
    {
        JobKind.Sweep => "обход просроченных обращений",
        JobKind.NoticeTidy => "очистка уведомлений",
        _ => "перезвон",
    };

    public override string Of(JobChange change) => change switch
    {
        JobChange.Done => Done,
        JobChange.NotFailed => "Ошибки не было: повторять нечего.",
        JobChange.AlreadySo => "Кто-то успел раньше: это уже сделано.",
        JobChange.CaseClosed => "Обращение закрыто: звонить никому не будут. Новый пропущенный звонок или заявка откроет новое.",
        JobChange.UnderWay => "Идёт попытка, её не прерывают. Повторите, когда она закончится.",
        JobChange.JobEnded => "Это задание завершено, у обращения уже другое: управляйте им или самим обращением.",
        JobChange.EngineAway => "Планировщик заданий не отвечает: ничего не сделано. Попробуйте ещё раз.",
        _ => NotFoundText,
    };

    public override string OfJobState(string? state) => state switch
    {
        "Scheduled" => "запланировано",
        "Enqueued" => "начинается",
        "Processing" => "выполняется",
        "Failed" => "ошибка",
        "Succeeded" => "выполнено",
        "Deleted" => "удалено",
        _ => "в прошлом",
    };

    public override string JobKindTitle => "Задание";

    public override string JobInstance => "Экземпляр";

    public override string JobInstances => "Экземпляры";

    public override string Heartbeat => "Последний сигнал";

    public override string NoHeartbeat => "нет сигнала";

    public override string RunsNow => "Сейчас выполняет";

    public override string RunsJobs(int jobs, int attempts) => string.Create(
        Figures, $"{jobs} {Plural(jobs, "задание", "задания", "заданий")}, {attempts} {Plural(attempts, "попытку", "попытки", "попыток")}");

    public override string UpSince => "Работает с";

    public override string RecurringJobs => "Регулярные задания";

    public override string JobSchedule => "Расписание";

    public override string Every(Duration interval) => interval.TotalSeconds switch
    {
        < 60 and var s => Each((int)s, "каждую", "каждые", "секунду", "секунды", "секунд"),
        < 3600 and var s => Each((int)(s / 60), "каждую", "каждые", "минуту", "минуты", "минут"),
        var s => Each((int)(s / 3600), "каждый", "каждые", "час", "часа", "часов"),
    };

    public override string SweepSchedule => "каждые 10 секунд на каждом экземпляре; как задание — каждые 10 минут";

    public override string JobPaused => "остановлено";

    public override string PausedBy(string name, string reason) => $"{name}: {reason}";

    public override string JobActive => "работает";

    public override string PauseJob => "Остановить";

    public override string PauseJobText => "Задание не выполняется ни на одном экземпляре, сколько бы их ни перезапускали, пока его не возобновят. Пока обход остановлен, обращения, забытые после сбоя, не находятся.";

    public override string ResumeJob => "Возобновить";

    public override string OpenDashboard => "Панель заданий";

    public override string JobsText => "Каждый запланированный перезвон — задание. Здесь они стоят по сроку; панель заданий показывает, что с ними стало, и позволяет запускать, повторять и удалять их.";

    public override string Overdue => "Просрочено";

    public override string NothingOverdue(int openCases) => $"Просроченных нет. Открытых обращений: {Counted(openCases, WakeUpReader.MostCounted)}.";

    public override string NextJobs => "Ближайшие";

    public override string NothingPlanned => "Перезвонов не запланировано.";

    public override string FoundJobs => "Найдено";

    public override string AllJobs => "Все запланированные перезвоны";

    public override string FindJobs => "Обращение или номер телефона";

    public override string FailedJobs => "Задания с ошибкой";

    public override string FailedJobsAlert(int failed) => failed == 1
        ? "Задание завершилось ошибкой, повторы не помогли. Обращение ждёт, пока кто-нибудь его не повторит."
        : $"{Counted(failed, WakeUpReader.MostCounted)} {Plural(failed, "задание завершилось", "задания завершились", "заданий завершились")} ошибкой, повторы не помогли. Обращения ждут, пока кто-нибудь их не повторит.";

    public override string NoJobServer => "Ни один сервер заданий не работает. Просроченные обращения находятся каждые десять секунд, но перезвоны опаздывают.";

    public override string JobIsOwed => "ставится в план";

    public override string Of(JobTitle title) => title.Kind switch
    {
        JobKind.WakeUp => string.Create(Figures, $"{(title.Observed ? "Наблюдать" : "Перезвонить")} {title.Number} · {title.Policy} · попытка {title.Attempt}"),
        JobKind.Sweep => "Обход просроченных обращений",
        JobKind.NoticeTidy => "Очистка уведомлений",
        _ => title.ToString(),
    };

    public override string ByDueTime => "По сроку";

    public override (string Waiting, string Ready, string Calling, string Overdue, string Missed) DashboardTiles => ("Ждут срока", "Ждут оператора", "Звоним сейчас", "Просрочено", "Потеряно сегодня");

    public override string ManyJobs(int done, int refused) => string.Create(Figures, $"{Plural(done, "Изменено", "Изменены", "Изменено")}: {done}, отказано: {refused}.");

    public override string MayNotSteer => "Заданиями управляют супервизоры: вы можете только смотреть.";

    public override string MayNotTrigger => "Это делают администраторы.";

    public override string TooManyJobs(int most) => string.Create(Figures, $"Слишком много сразу: выберите не больше {most} заданий.");

    public override string NoJobChosen => "Не выбрано ни одного задания.";

    public override string NotACommand => "Здесь этого не делают: регулярные задания останавливают на странице «Задания».";

    public override string Span(Duration span) => SpanParts(span) switch
    {
        (var n, 'f') => string.Create(Figures, $"{n:0} мс"),
        (var n, 's') => Seconds(n),
        (var n, 'm') => string.Create(Figures, $"{n:0} мин"),
        (var n, _) => string.Create(Figures, $"{n:0.#} ч"),
    };

    public override string LastDay => "Последние 24 часа";

    public override string Hour => "Час";

    public override string CaseTitleShort => "Обращение";

    public override string Counted(int count, int most) => string.Create(Figures, $"{Math.Min(count, most):N0}{(count > most ? "+" : "")}");

    private static string Each(int n, string one, string many, string unit, string few, string rest) =>
        n == 1 ? $"{one} {unit}" : string.Create(Figures, $"{(n % 10 == 1 && n % 100 != 11 ? one : many)} {n} {Plural(n, unit, few, rest)}");
}
