using System.Globalization;
using Orchestrator.Live;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    public override string LiveNow => "обновляется";

    public override string Reconnecting => "подключаемся снова";

    public override string Paused => "приостановлено";

    public override string NotLive => "обновите страницу, чтобы увидеть новое";

    public override string SessionEnded => "Вы вышли из системы.";

    public override string PauseUpdates => "Приостановить обновление";

    public override string ResumeUpdates => "Возобновить обновление";

    public override string AsOf(string time) => $"по состоянию на {time}";

    public override string NewCases(int count) => count >= 100
        ? "100 и больше новых — показать"
        : string.Create(CultureInfo.InvariantCulture, $"{count} {Plural(count, "новое", "новых", "новых")} — показать");

    public override string Health => "Состояние системы";

    public override string Database => "База данных";

    public override string JobEngine => "Планировщик";

    public override string Works => "работает";

    public override string Away => "недоступно";

    public override string Unknown => "неизвестно";

    public override string TelephonyLost(string pbx) => $"Нет связи с АТС {pbx}: её звонки не видны, и через неё никому не перезваниваем.";

    public override string DatabaseLost => "База данных недоступна. Звонки идут, пропущенные не теряются; новые обратные звонки не начинаются.";

    public override string PoliciesBroken(string detail) => $"Политики: {detail}";

    public override string OverdueWakeUps(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {Plural(count, "обращение не рассмотрено", "обращения не рассмотрены", "обращений не рассмотрены")} вовремя");

    public override string DeadNotices(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {Plural(count, "уведомление", "уведомления", "уведомлений")} за последние 24 часа доставить не удалось");

    public override string Now => "Сейчас";

    public override string Today => "Сегодня";

    public override string WaitingCases => "Ожидают";

    public override string ReadyCases => "Готовы к звонку";

    public override string CallingCases => "Идёт набор";

    public override string OldestWaiting => "Дольше всех ждёт";

    public override string OldestWaitingHelp => "сколько ждёт клиент, которому ещё никто не перезвонил; тревога — о тех, кому уже можно звонить";

    public override string NobodyWaits => "всем уже звонили";

    public override string Missed => "Пропущенные";

    public override string Recovered => "Возвращённые";

    public override string CalledAgain => "Перезвонили сами";

    public override string Lost => "Упущенные";

    public override string OfClosedToday(string share, int part, int closed) => string.Create(CultureInfo.InvariantCulture, $"{share} = {part} из {closed} закрытых сегодня");

    public override string RecoveredHelp => "дозвонились, клиент перезвонил сам или перезвонил оператор ÷ закрытые, с полуночи";

    public override string CalledAgainHelp => "из возвращённых: клиент перезвонил раньше нас";

    public override string LostHelp => "попытки исчерпаны или срок истёк ÷ закрытые, с полуночи";

    public override string MissedHelp => "пропущенные звонки с полуночи, с обращением или без";

    public override string MedianToContact => "Время до первого контакта";

    public override string MedianToContactHelp => "медиана по обращениям, возвращённым с полуночи: от пропущенного звонка, открывшего обращение, до первого разговора";

    public override string SinceMidnight(string zone) => $"с полуночи, {zone}";

    public override string Level(BoardLevel level) => level switch
    {
        BoardLevel.Fine => "в норме",
        BoardLevel.Amber => "внимание",
        _ => "тревога",
    };

    public override string Operators => "Операторы";

    public override string NoOperators => "Ни один оператор не назван политикой и не вошёл в её очередь.";

    public override string Of(OperatorState state) => state switch
    {
        OperatorState.Free => "свободен",
        OperatorState.Calling => "на обратном звонке",
        OperatorState.Busy => "занят",
        OperatorState.Away => "не на связи",
        _ => "неизвестно",
    };

    public override string CallingNow => "Звоним сейчас";

    public override string NobodyIsCalled => "Сейчас никому не звоним.";

    public override string AttemptNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"попытка {number}");

    public override string Queues => "Очереди";

    public override string CallersWaiting => "Ждут на линии";

    public override string WaitingLongest => "Дольше всех ждут первого звонка";

    public override string Since => "С какого времени";

    public override string NoOpenCases(string? lastMissed) =>
        lastMissed is null ? "Открытых обращений нет. Пропущенных звонков ещё не было." : $"Открытых обращений нет — последний пропущенный звонок {lastMissed}.";

    public override string AsTable => "Таблицей";

    public override string OnTheWall => "Для большого экрана";

    public override string Keys => "Клавиши";

    public override string KeysText => "Ни одна из этих клавиш ничего не меняет.";

    public override string KeySearch => "поиск";

    public override string KeyHelp => "эта справка";

    public override string KeyGo => "перейти к табло, обращениям, пропущенным, заданиям, политикам";

    public override string KeyMove => "следующая и предыдущая строка";

    public override string KeyOpen => "открыть строку";

    public override string KeyPause => "приостановить и возобновить обновление";

    public override string UseKeys => "Включить эти клавиши в этом браузере";

    public override string Close => "Закрыть";
}
