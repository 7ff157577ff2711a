using System.Globalization;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Policies;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    public override string AllFiles => "Все файлы";

    public override string File => "Файл";

    public override string Text => "Текст";

    public override string Versions => "Версии";

    public override string VersionsOf(string name) => $"Версии: {name}";

    public override string Version => "Версия";

    public override string Week => "Неделя";

    public override string WeekOf(string name) => $"Когда звонит {name}";

    public override string Explain => "Объяснить";

    public override string ExplainTitle(string name) => $"Что делает {name} с пропущенным звонком";

    public override string TryText => "Проверить текст";

    public override string TryTitle(string name) => $"Проверка текста для {name}";

    public override string TryNew => "Проверить текст новой политики";

    public override string TryExplained => "Текст проверяется вместе с остальными файлами, какие они сейчас. Ничего не сохраняется и не меняется.";

    public override string Check => "Проверить";

    public override string NothingFound => "Ошибок и предупреждений нет.";

    public override string TextTooLarge(int kB) => string.Create(CultureInfo.InvariantCulture, $"Текст должен занимать не больше {kB} КБ.");

    public override string FilesAreTheTruth => "Политики — это файлы на сервере. Измените файл: он будет проверен и вступит в силу сам; если в нём ошибка, действует последняя верная версия.";

    public override string NoPolicies => "Политик пока нет";

    public override string NoPoliciesText => "Пока ни одна политика не охватывает пропущенный звонок, никому не перезванивают. Положите в каталог политик файл вроде этого, например 10-sales.yaml:";

    public override string Mode => "Режим";

    public override string InForceSince => "Действует с";

    public override string InForceFrom => "Действует с";

    public override string InForceUntil => "До";

    public override string OpenCases => "Открытые обращения";

    public override string FindingsTitle => "Замечания";

    public override string NumbersAreHidden => "В тексте есть номера телефонов: он виден операторам и более высоким ролям.";

    public override string TextOnDisk => "Текст на диске";

    public override string LastGoodText => "Действующий текст и отличия от него";

    public override string DifferencesTitle => "Отличия";

    public override string DifferencesToForce => "Отличия от действующей версии";

    public override string NoDifferences => "Отличий нет.";

    public override string SameLines(int lines) => string.Create(CultureInfo.InvariantCulture, $"… {lines} {Plural(lines, "строка", "строки", "строк")} без изменений");

    public override string Removed => "удалено:";

    public override string Added => "добавлено:";

    public override string Earlier => "Раньше";

    public override string Later => "Позже";

    public override string Compare => "Сравнить";

    public override string NoVersions => "Ни одна версия ещё не действовала.";

    public override string LineAndColumn(int line, int column) => string.Create(CultureInfo.InvariantCulture, $"строка {line}, столбец {column}");

    public override string FindingCounts(int errors, int warnings) => string.Create(CultureInfo.InvariantCulture, $"{errors} {Plural(errors, "ошибка", "ошибки", "ошибок")}, {warnings} {Plural(warnings, "предупреждение", "предупреждения", "предупреждений")}");

    public override string PreviousWeek => "Предыдущая неделя";

    public override string ThisWeek => "Эта неделя";

    public override string NextWeek => "Следующая неделя";

    public override string DayTitle => "День";

    public override string Picture => "День в виде шкалы";

    public override string MayCall => "Можно звонить";

    public override string Dayparts => "Время повторов";

    public override string Remarks => "Примечания";

    public override string SpecialDay(string days, bool isClosed) => $"особый день {days}" + (isClosed ? ": закрыто" : "");

    public override string ClocksChange(string from, string to) => $"часы переводятся с {from} на {to}";

    public override string QuietHoursIn(string zone) => $"Часы тишины показаны для клиента в зоне {zone}; если номер указывает на другую зону, они считаются по ней.";

    public override string WeekText => "В часы пик не делаются повторы, но первая попытка возможна. В часы тишины никому не звонят. Кроме того, действуют лимиты и правила номеров.";

    public override string AttemptTitle => "Попытка";

    public override string NumberIfKnown => "Номер (если важен)";

    public override string OutcomesInOrder => "Чем заканчиваются попытки, по порядку";

    public override string OutcomeOf(int attempt) => string.Create(CultureInfo.InvariantCulture, $"Результат попытки {attempt}");

    public override string FromThisCase => "По этому обращению";

    public override string WhatHappens => "Что происходит";

    public override string RefusedByGuard(string rule) => $"Правила номеров запрещают этот номер ({rule}): обращение закрывается, и дальнейшего не происходит.";

    public override string When => "Когда";

    public override string Rule => "Правило";

    public override string Avoided => "Когда было нельзя";

    public override string AndThen => "а дальше?";

    public override string AtTheCustomers(string time) => $"{time} у клиента";

    public override string EndOfCase => "Конец обращения";

    public override string IfNobodyAnswers => "Открыто; если никто не ответит";

    public override string NotNeeded(int outcomes) => string.Create(CultureInfo.InvariantCulture, $"Не понадобилось: {outcomes} {Plural(outcomes, "результат", "результата", "результатов")}.");

    public override string Of(FileState state) => state switch
    {
        FileState.InForce => "действует",
        FileState.LastGoodInForce => "действует прежняя версия",
        FileState.Broken => "с ошибкой",
        _ => "убрана",
    };

    public override string Explained(FileState state) => state switch
    {
        FileState.InForce => "Файл действует таким, какой он на диске.",
        FileState.LastGoodInForce => "Файл на диске с ошибкой или недоступен; действует то, что в нём было раньше.",
        FileState.Broken => "Файл с ошибкой, а прежней версии нет: он не действует.",
        _ => "Файла больше нет. Открытые обращения завершаются по прежнему тексту.",
    };

    public override string Of(FileKind kind) => kind switch
    {
        FileKind.Defaults => "общие значения политик",
        FileKind.Numbers => "номера",
        _ => "политика",
    };

    public override string Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "ошибка",
        _ => "предупреждение",
    };

    public override string Of(PolicyMode mode) => mode switch
    {
        PolicyMode.Live => "звонит",
        PolicyMode.Observe => "наблюдает",
        _ => "выключена",
    };

    public override string ExplainedMode(PolicyMode mode) => mode switch
    {
        PolicyMode.Live => "Политика звонит.",
        PolicyMode.Observe => "Политика только наблюдает: всё планирует и записывает, но не звонит.",
        _ => "Политика выключена: звонки записываются, но никому не перезванивают.",
    };

    public override string Of(CallingTime time) => time switch
    {
        CallingTime.Open => "открыто",
        CallingTime.Busy => "часы пик, без повторов",
        CallingTime.Quiet => "часы тишины",
        CallingTime.Skipped => "пропущено при переводе часов",
        _ => "закрыто",
    };

    public override string Of(AvoidedBy rule) => rule switch
    {
        AvoidedBy.Hours => "рабочие часы",
        AvoidedBy.Holiday => "особый день",
        AvoidedBy.BusyHours => "часы пик",
        AvoidedBy.QuietHours => "часы тишины",
        AvoidedBy.PerNumberPerDay => "предел звонков в сутки",
        AvoidedBy.Daypart => "время повторов",
        _ => "просили не раньше",
    };
}
