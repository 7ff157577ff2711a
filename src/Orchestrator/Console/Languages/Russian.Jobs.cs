using System.Globalization;
using NodaTime;
using Orchestrator.Jobs;
using Orchestrator.Storage;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    private static readonly CultureInfo Figures = CultureInfo.GetCultureInfo("ru");

    public override string Of(JobListing listing) => listing switch
    {
        JobListing.Overdue => "просрочено",
        JobListing.Scheduled => "запланировано",
        JobListing.Running => Of(JobState.Running),
        JobListing.Succeeded => Of(JobState.Succeeded),
        JobListing.Failed => Of(JobState.Failed),
        JobListing.Dead => Of(JobState.Dead),
        JobListing.Interrupted => Of(JobState.Interrupted),
        _ => Of(JobState.Misfired),
    };

    public override string Of(JobState state) => state switch
    {
        JobState.Running => "выполняется",
        JobState.Succeeded => "выполнено",
        JobState.Failed => "ошибка",
        JobState.Misfired => "опоздало",
        JobState.Interrupted => "прервано",
        _ => "ждёт решения",
    };

    public override string Of(JobKind kind) => kind switch
    {
        JobKind.WakeUp => "пробуждение обращения",
        JobKind.Sweep => "обход просроченных обращений",
        JobKind.NoticeTidy => "очистка уведомлений",
        _ => "очистка истории заданий",
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

    public override string ScheduledFor => "По плану";

    public override string JobDelay => "Опоздание";

    public override string JobTook => "Длительность";

    public override string Span(Duration span) => SpanParts(span) switch
    {
        (var n, 'f') => string.Create(Figures, $"{n:0} мс"),
        (var n, 's') => Seconds(n),
        (var n, 'm') => string.Create(Figures, $"{n:0} мин"),
        (var n, _) => string.Create(Figures, $"{n:0.#} ч"),
    };

    public override string JobTry(int attempt) => attempt == 0 ? "первый раз" : string.Create(Figures, $"повтор {attempt}");

    public override string JobTryTitle => "Который раз";

    public override string NextRetry => "Следующий повтор";

    public override string JobArguments => "Аргументы";

    public override string CaseTitleShort => "Обращение";

    public override string Exception => "Исключение";

    public override string JobHistory => "История";

    public override string AskedBy(string name) => $"запущено вручную: {name}";

    public override string SettledBy(string name, bool discarded) => $"{(discarded ? "снято" : "повторено")}: {name}";

    public override string RecurringJobs => "Регулярные задания";

    public override string JobSchedule => "Расписание";

    public override string Every(Duration interval) => interval.TotalSeconds switch
    {
        < 60 and var s => Each((int)s, "каждую", "каждые", "секунду", "секунды", "секунд"),
        < 3600 and var s => Each((int)(s / 60), "каждую", "каждые", "минуту", "минуты", "минут"),
        var s => Each((int)(s / 3600), "каждый", "каждые", "час", "часа", "часов"),
    };

    public override string LastRun => "Последний запуск";

    public override string NextRuns => "Следующие запуски";

    public override string JobPaused => "приостановлено";

    public override string PausedBy(string name, string reason) => $"{name}: {reason}";

    public override string JobActive => "действует";

    public override string RetryJob => "Повторить";

    public override string RetryJobText => "Задание выполнится ещё раз, сейчас. Решение по обращению принимается заново: рабочие часы, ограничения и правила номеров остаются в силе.";

    public override string RunJobNow => "Запустить сейчас";

    public override string RunJobNowText => "Задание выполнится один раз, сейчас, на одном из экземпляров. Расписание не меняется.";

    public override string WakeNow => "Разбудить сейчас";

    public override string WakeNowText => "Если обращению пора, решение принимается сейчас, со всеми проверками. Если не пора, ничего не меняется.";

    public override string PauseJob => "Приостановить";

    public override string PauseJobText => "Задание не выполняется ни на одном экземпляре, пока его не возобновят, сколько бы их ни перезапускали. Пока обход приостановлен, потерянные пробуждения не восстанавливаются.";

    public override string ResumeJob => "Возобновить";

    public override string ResumeJobText => "Задание снова выполняется по расписанию.";

    public override string DiscardJob => "Снять";

    public override string DiscardJobText => "Задание считается решённым. Никому не звоним, и ничего не закрывается.";

    public override string Of(JobChange change) => change switch
    {
        JobChange.Done => Done,
        JobChange.Later => "Записано. Планировщик сейчас не отвечает: задание выполнится при следующем обходе или в свой черёд.",
        JobChange.NotFailed => "Ошибки не было: нечего повторять или снимать.",
        JobChange.AlreadySo => "Кто-то успел раньше: это уже сделано.",
        JobChange.CaseNeedsIt => "Обращение ждёт этого пробуждения: повторите его или отзовите обращение.",
        JobChange.EngineAway => "Планировщик не отвечает: ничего не сделано. Повторите попытку.",
        _ => NotFoundText,
    };

    public override string NoWakeUps(int openCases) => openCases == 0
        ? "Пробуждений нет: открытых обращений нет."
        : $"Пробуждений нет: ни одному из {Counted(openCases, JobRunReader.MostCounted)} {Plural(openCases, "открытого обращения", "открытых обращений", "открытых обращений")} ещё не пора.";

    public override string NothingRuns => "Сейчас ничего не выполняется.";

    public override string NextWakeUps => "Ближайшие пробуждения";

    public override string LastDay => "Последние 24 часа";

    public override string LastDayText => "Удачные пробуждения и задания с ошибкой, по часам начала.";

    public override string Hour => "Час";

    public override string FindJobs => "Обращение или номер телефона";

    public override string DeadJobsAlert(int dead) =>
        $"{Counted(dead, JobRunReader.MostCounted)} {Plural(dead, "пробуждение не удалось", "пробуждения не удались", "пробуждений не удались")} и после повторов. Обращения ждут, пока кто-нибудь не повторит.";

    public override string EngineLacksIt => "в планировщике нет; обход найдёт его, когда будет пора";

    public override string DeadHoldsIt => "Пробуждение не удалось и после повторов: обращение ждёт, пока кто-нибудь не повторит.";

    public override string EngineWakesIt => "Планировщик разбудит";

    public override string DoesNotWait => "Обращение не ждёт пробуждения.";

    public override string AllJobs => "Все запуски";

    public override string WakeUpOf(string number) => $"Пробуждение {number}";

    public override string Counted(int count, int most) => string.Create(Figures, $"{Math.Min(count, most):N0}{(count > most ? "+" : "")}");

    private static string Each(int n, string one, string many, string unit, string few, string rest) =>
        n == 1 ? $"{one} {unit}" : string.Create(Figures, $"{(n % 10 == 1 && n % 100 != 11 ? one : many)} {n} {Plural(n, unit, few, rest)}");
}
