namespace Orchestrator.Console.Languages.Stories;

/// <content>A case from its opening to its closing: the timeline's own sentences, and what people do to a case.</content>
internal static partial class RussianPhrases
{
    private static (string English, string Russian)[] Sentences =>
    [
        // CaseOpening
        ("Opened: call {rule}, policy '{name}'.", "Обращение открыто. Пропущенный звонок: {rule}. Политика «{name}»."),
        ("Opened: call {rule}, policy '{name}', observed only: nobody will be dialled.", "Обращение открыто. Пропущенный звонок: {rule}. Политика «{name}», только наблюдение: звонить не будем."),
        ("Another call {rule} joined.", "Ещё один пропущенный звонок: {rule}."),

        // CasePlanning
        ("Closed as called_again: the customer rang in and was answered.", "Закрыто — клиент перезвонил сам, и ему ответили."),
        ("Closed as withdrawn: withdrawn by {who}: {text}.", "Закрыто — обращение отозвал {who}: {text}."),
        ("Closed as withdrawn: withdrawn by {who}.", "Закрыто — обращение отозвал {who}."),
        ("Closed as {disposition}: {any}.", "Закрыто — {disposition}: {any}."),
        ("Re-planned: {why}. Due now: {any}.", "Пересчитано: {why}. Пора звонить: {any}."),
        ("Re-planned: {why}. Next step on {stamp}: {any}.", "Пересчитано: {why}. Следующий шаг — {stamp}: {any}."),
        ("Re-planned: {any}.", "Пересчитано: {any}."),
        ("Due now: {any}.", "Пора звонить: {any}."),
        ("Next step on {stamp}: {any}.", "Следующий шаг — {stamp}: {any}."),
        ("Would have called now: attempt {n} (observed, nothing is dialled; it goes on as if nobody answered); free operators: {n:free}.",
            "Сейчас был бы звонок: попытка {n} (только наблюдение, никому не звоним; дальше — как если бы никто не ответил); свободных операторов: {n:free}."),
        ("Would have called now: attempt {n} (observed, nothing is dialled; it goes on as if nobody answered); free operators: unknown.",
            "Сейчас был бы звонок: попытка {n} (только наблюдение, никому не звоним; дальше — как если бы никто не ответил); свободны ли операторы, неизвестно."),

        // CaseDesk
        ("Closes when the running attempt has stopped: {any}.", "Закроется, когда закончится идущая попытка: {any}."),

        // Dispatcher, AttemptClaim
        ("Not now: {any}.", "Пока не звоним: {any}."),
        ("Attempt {n} starts with {names} ({any}).", "Попытка {n} начинается: {names} ({any})."),
        ("Attempt {n} starts with {names}.", "Попытка {n} начинается: {names}."),

        // AttemptBook
        ("Attempt {n}: ringing the operators.", "Попытка {n}: звоним операторам."),
        ("Attempt {n}: ringing {name}.", "Попытка {n}: звоним оператору {name}."),
        ("The operator picked up.", "Оператор снял трубку."),
        ("{name} picked up.", "Оператор {name} снял трубку."),
        ("Dialling the customer.", "Звоним клиенту."),
        ("The customer answered; both are joined.", "Клиент ответил, оператор на связи."),
        ("The customer's phone was answered; listening for an answering machine.", "На звонок ответили; проверяем, не автоответчик ли это."),
        ("The talk is recorded as {name}.", "Разговор записывается: {name}."),
        ("The talk could not be recorded: {any}.", "Записать разговор не удалось: {any}."),
        ("Attempt {n}: {outcome} ({any}).", "Попытка {n}: {outcome} ({any})."),
    ];

    private static (string English, string Russian)[] Steering =>
    [
        // CaseSteering, CaseTexts, CallbackWish
        ("{who} asked for a call now.", "Запрошен звонок сейчас ({who})."),
        ("{who} postponed it to {instant}.", "Отложено до {instant} ({who})."),
        ("{who} noted: {text}", "Заметка ({who}): {text}"),
        ("{who} asked for a callback.", "Заказан обратный звонок ({who})."),
        ("{who} asked for a callback, not before {instant}.", "Заказан обратный звонок ({who}), не раньше {instant}."),
        ("{who} asked for a callback, by {name}.", "Заказан обратный звонок ({who}), оператор {name}."),
        ("{who} asked for a callback, not before {instant}, by {name}.", "Заказан обратный звонок ({who}), не раньше {instant}, оператор {name}."),
        ("withdrawn by {who}: {text}", "обращение отозвал {who}: {text}"),
        ("withdrawn by {who}", "обращение отозвал {who}"),

        // IntakeWorker
        ("the customer rang in and was answered", "клиент позвонил сам, и ему ответили"),

        // CaseOpening: what was missed
        ("{missed} in queue '{quoted}' after {seconds} s", "{missed}, очередь «{quoted}», ожидание {seconds} с"),
        ("{missed} in queue '{quoted}'", "{missed}, очередь «{quoted}»"),
        ("{missed} after {seconds} s", "{missed}, ожидание {seconds} с"),
        ("{missed}", "{missed}"),

        // MissedCallRecorder, CallerId: why there is no case
        ("no policy covers it", "нет политики для такого звонка"),
        ("the caller showed no number", "номер звонившего скрыт"),
        ("an internal extension or short code", "внутренний или короткий номер"),
        ("no telephone number: {any}", "не телефонный номер: {any}"),
        ("no number", "номера нет"),
        ("too long", "слишком длинный"),
        ("not made of digits", "не из цифр"),
        ("not an international number: a plus is followed by {n} to {n:most} digits, the first not 0", "не международный номер: после плюса должно быть от {n} до {n:most} цифр, первая не 0"),
        ("no national rule fits {n} digits", "для {n|цифры|цифр|цифр} нет правила национального номера"),

        // CaseDecision, CasePlanning
        ("policy '{quoted}' is not in force", "политика «{quoted}» не действует"),
        ("policy '{quoted}' is not in force any more", "политика «{quoted}» больше не действует"),
        ("policy {name} is in force again, as {name:version}", "политика «{name}» снова действует, версия {name:version}"),
        ("policy {name} changed from {name:old} to {name:new}", "политика «{name}» изменилась: была версия {name:old}, стала {name:new}"),
        ("the number rules changed", "изменились правила номеров"),
        ("observed: would have made {n} attempt(s); {why}", "наблюдение: вышло бы {n|попытка|попытки|попыток}; {why}"),
        ("observed: would have made {n} attempt(s)", "наблюдение: вышло бы {n|попытка|попытки|попыток}"),

        // NumberDesk
        ("{who} set vip: {text}.", "Номер отмечен как VIP ({who}): {text}."),
        ("{who} set do_not_call: {text}.", "Поставлен запрет звонков ({who}): {text}."),
        ("{who} lifted vip: {text}.", "Номер больше не VIP ({who}): {text}."),
        ("{who} lifted do_not_call: {text}.", "Запрет звонков снят ({who}): {text}."),

        // NumberVerdict, NumberPlan
        ("do-not-call, set by {who}: {text}", "запрет звонков, поставил {who}: {text}"),
        ("number guard: own", "это наш собственный номер"),
        ("number guard: do_not_call", "номер в списке «не звонить»"),
        ("number guard: allow", "на такие номера звонить не разрешено"),
        ("number guard: deny {name}", "номера {name} запрещены"),
    ];
}
