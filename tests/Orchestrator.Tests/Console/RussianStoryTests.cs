using NodaTime;
using Orchestrator.Console.Languages;
using Xunit;

namespace Orchestrator.Tests.Console;

/// <summary>How a story reads in Russian.</summary>
public sealed class RussianStoryTests
{
    [Theory]
    [InlineData(
        "Opened: call abandoned in queue 'sales' after 12 s, policy 'sales'.",
        "Обращение открыто. Пропущенный звонок: не дождался ответа, очередь «sales», ожидание 12 с. Политика «sales».")]
    [InlineData(
        "Opened: call left in menu after 7 s, policy 'sales', observed only: nobody will be dialled.",
        "Обращение открыто. Пропущенный звонок: положил трубку в меню, ожидание 7 с. Политика «sales», только наблюдение: звонить не будем.")]
    [InlineData(
        "Opened: call requested in queue 'sales', policy 'sales'.",
        "Обращение открыто. Пропущенный звонок: просил перезвонить, очередь «sales». Политика «sales».")]
    [InlineData(
        "Another call timed out in queue 'sales' after 60 s joined.",
        "Ещё один пропущенный звонок: истекло время ожидания, очередь «sales», ожидание 60 с.")]
    [InlineData(
        "Next step on Tue 2026-05-26 09:00:00 Europe/Moscow: first attempt 30s after the missed call; closed then, moved to opening at Tue 09:00.",
        "Следующий шаг — вт 26.05.2026 09:00:00 (МСК): первая попытка через 30 с после пропущенного звонка; в это время закрыто, перенос на открытие — вт 09:00.")]
    [InlineData(
        "Next step on Tue 2026-05-26 09:00:00 Asia/Vladivostok: busy: first retry after 5m; busy hours 12:00-14:00, moved to Tue 14:00; 3 calls to this number within 24h, the next is free at Wed 3 Jun 11:00.",
        "Следующий шаг — вт 26.05.2026 09:00:00 (Asia/Vladivostok): занято: первый повтор через 5 мин; часы пик 12:00–14:00, перенос на вт 14:00; уже 3 звонка на этот номер за 24 ч, следующий возможен ср 3 июня 11:00.")]
    [InlineData(
        "Due now: first attempt 0s after the missed call.",
        "Пора звонить: первая попытка сразу после пропущенного звонка.")]
    [InlineData(
        "Due now: asked for now.",
        "Пора звонить: просили позвонить сейчас.")]
    [InlineData(
        "Not now: no operator is free.",
        "Пока не звоним: нет свободных операторов.")]
    [InlineData(
        "Not now: callers wait in queue 'sales' and go first.",
        "Пока не звоним: в очереди «sales» ждут звонящие, сначала они.")]
    [InlineData(
        "Not now: as many callbacks are under way as the policy allows at once (5).",
        "Пока не звоним: уже идёт столько обратных звонков, сколько политика разрешает одновременно (5).")]
    [InlineData(
        "Not now: number guard: 60 calls to +7916 in an hour are reached.",
        "Пока не звоним: исчерпан предел — 60 звонков на номера +7916 за час.")]
    [InlineData(
        "Attempt 1 starts with PJSIP/101, PJSIP/102.",
        "Попытка 1 начинается: PJSIP/101, PJSIP/102.")]
    [InlineData(
        "Attempt 2 starts with PJSIP/102 (the longest idle; PJSIP/101, who talked with the customer last: on the phone).",
        "Попытка 2 начинается: PJSIP/102 (дольше всех свободен; PJSIP/101 (последним говорил с клиентом) — разговаривает).")]
    [InlineData(
        "Attempt 2 starts with PJSIP/102 (who is responsible for the customer).",
        "Попытка 2 начинается: PJSIP/102 (закреплён за клиентом).")]
    [InlineData(
        "Attempt 2: ringing PJSIP/102.",
        "Попытка 2: звоним оператору PJSIP/102.")]
    [InlineData(
        "PJSIP/102 picked up.",
        "Оператор PJSIP/102 снял трубку.")]
    [InlineData(
        "Dialling the customer.",
        "Звоним клиенту.")]
    [InlineData(
        "The customer's phone was answered; listening for an answering machine.",
        "На звонок ответили; проверяем, не автоответчик ли это.")]
    [InlineData(
        "The customer answered; both are joined.",
        "Клиент ответил, оператор на связи.")]
    [InlineData(
        "The talk is recorded as cb-123.",
        "Разговор записывается: cb-123.")]
    [InlineData(
        "The talk could not be recorded: Asterisk could not write it; it needs a folder 'recording' in its spool.",
        "Записать разговор не удалось: Asterisk не может записать файл: в его каталоге spool нужна папка recording.")]
    [InlineData(
        "Attempt 1: busy (486 Busy here, cause 17 User busy).",
        "Попытка 1: занято (ответ 486 «занято», причина 17 «абонент занят»).")]
    [InlineData(
        "Attempt 1: no answer (rang in vain until our time limit within 45 s).",
        "Попытка 1: нет ответа (телефон звонил, трубку не взяли: 45 с).")]
    [InlineData(
        "Attempt 1: no answer (cause 16 Normal clearing (rang)).",
        "Попытка 1: нет ответа (причина 16 «обычное завершение» (гудки шли)).")]
    [InlineData(
        "Attempt 1: unreachable (480 Temporarily unavailable, cause 19 User alerting, no answer (did not ring)).",
        "Попытка 1: абонент недоступен (ответ 480 «временно недоступен», причина 19 «абонента вызывали, ответа нет» (гудков не было)).")]
    [InlineData(
        "Attempt 1: machine (an answering machine (MACHINE LONGGREETING-1500)).",
        "Попытка 1: автоответчик (АТС определила: MACHINE LONGGREETING-1500).")]
    [InlineData(
        "Attempt 1: operator refused (the operator did not press 1 within 15 s).",
        "Попытка 1: оператор отказался (оператор не нажал «1» за 15 с).")]
    [InlineData(
        "Attempt 1: operator no answer (nobody picked up within 7.5 s).",
        "Попытка 1: оператор не ответил (никто не снял трубку за 7,5 с).")]
    [InlineData(
        "Attempt 1: connected (talked; the customer hung up).",
        "Попытка 1: соединили (поговорили; клиент положил трубку).")]
    [InlineData(
        "Attempt 1: interrupted (withdrawn by user anna: called from another line).",
        "Попытка 1: прервано (обращение отозвал пользователь anna: called from another line).")]
    [InlineData(
        "Attempt 1: failed (unclear: cause 127 Interworking).",
        "Попытка 1: сбой (неясно: причина 127 «сбой при взаимодействии сетей»).")]
    [InlineData(
        "Closed as reached: operator and customer talked.",
        "Закрыто — дозвонились: оператор и клиент поговорили.")]
    [InlineData(
        "Closed as exhausted: 5 attempts, none answered.",
        "Закрыто — попытки исчерпаны: 5 попыток, дозвониться не удалось.")]
    [InlineData(
        "Closed as struck_out: number invalid: 404 Not found, cause 1 Unallocated number, 2 times.",
        "Закрыто — вычеркнуто: неверный номер: ответ 404 «номер не найден», причина 1 «номер не существует», 2 раза.")]
    [InlineData(
        "Closed as expired: given up after 3d: no answer at 19:40: no daypart can be used in time.",
        "Закрыто — срок истёк: отведённое время вышло (3 дня); нет ответа в 19:40: до конца срока времени для повтора нет.")]
    [InlineData(
        "Closed as blocked: number guard: deny +7803*.",
        "Закрыто — запрещено правилом: номера +7803* запрещены.")]
    [InlineData(
        "Closed as withdrawn: withdrawn by user anna: the customer called; moved to Mon 09:00.",
        "Закрыто — обращение отозвал пользователь anna: the customer called; moved to Mon 09:00.")]
    [InlineData(
        "Closed as withdrawn: withdrawn by root on the command line.",
        "Закрыто — обращение отозвал root в командной строке.")]
    [InlineData(
        "Closed as called_again: the customer rang in and was answered.",
        "Закрыто — клиент перезвонил сам, и ему ответили.")]
    [InlineData(
        "Closed as exhausted: observed: would have made 3 attempts.",
        "Закрыто — попытки исчерпаны: наблюдение: вышло бы 3 попытки.")]
    [InlineData(
        "Closes when the running attempt has stopped: withdrawn by API key 'crm'.",
        "Закроется, когда закончится идущая попытка: обращение отозвал ключ API crm.")]
    [InlineData(
        "user anna asked for a call now.",
        "Запрошен звонок сейчас (пользователь anna).")]
    [InlineData(
        "user anna postponed it to 2026-12-31T06:00:00Z.",
        "Отложено до 31.12.2026 09:00 МСК (пользователь anna).")]
    [InlineData(
        "user anna noted: He prefers mornings; closed on 2026-05-25",
        "Заметка (пользователь anna): He prefers mornings; closed on 2026-05-25")]
    [InlineData(
        "Re-planned: policy sales changed from 3f2a to 9bc1. Next step on Tue 2026-05-26 09:00:00 Europe/Moscow: no answer at 16:30: next daypart 18:30 Europe/Moscow on Wednesday.",
        "Пересчитано: политика «sales» изменилась: была версия 3f2a, стала 9bc1. Следующий шаг — вт 26.05.2026 09:00:00 (МСК): нет ответа в 16:30: следующее время повтора — 18:30 (МСК), в среду.")]
    [InlineData(
        "Re-planned: policy 'sales' is not in force any more. Next step on Tue 2026-05-26 09:00:00 UTC: policy 'sales' is not in force.",
        "Пересчитано: политика «sales» больше не действует. Следующий шаг — вт 26.05.2026 09:00:00 (UTC): политика «sales» не действует.")]
    [InlineData(
        "Re-planned: the number rules changed.",
        "Пересчитано: изменились правила номеров.")]
    [InlineData(
        "Would have called now: attempt 2 (observed, nothing is dialled; it goes on as if nobody answered); free operators: 3.",
        "Сейчас был бы звонок: попытка 2 (только наблюдение, никому не звоним; дальше — как если бы никто не ответил); свободных операторов: 3.")]
    [InlineData(
        "no answer at 15:00: next daypart 10:30 Europe/Moscow on Tuesday",
        "нет ответа в 15:00: следующее время повтора — 10:30 (МСК), во вторник")]
    [InlineData(
        "invalid (cause 1 Unallocated number), 1 of 2: to be confirmed after 2h",
        "неверный номер (причина 1 «номер не существует»), 1 из 2: перепроверим через 2 ч")]
    [InlineData(
        "rang in again at 12:05: 1m after that call",
        "клиент снова звонил в 12:05: попытка через 1 мин после этого звонка")]
    [InlineData(
        "rejected again: at most 1 retry",
        "снова вызов отклонён: повторяем не больше 1 раза")]
    [InlineData(
        "machine again: at most 2 retries",
        "снова автоответчик: повторяем не больше 2 раз")]
    [InlineData(
        "closed on 2027-05-01..2027-05-03",
        "закрыто 01.05.2027–03.05.2027")]
    [InlineData(
        "daypart 18:30: special hours on 2026-05-11",
        "время повтора 18:30: особые часы работы 11.05.2026")]
    [InlineData(
        "quiet hours 20:00-09:00 in Asia/Vladivostok",
        "часы тишины 20:00–09:00 по времени клиента (Asia/Vladivostok)")]
    [InlineData(
        "busy: 11th retry after 1d 2h 30m",
        "занято: 11-й повтор через 1 день 2 ч 30 мин")]
    [InlineData(
        "given up after 1d; not before Mon 09:00 as asked",
        "отведённое время вышло (1 день); не раньше пн 09:00, как просили")]
    [InlineData(
        "no telephone number: not an international number: a plus is followed by 7 to 15 digits, the first not 0",
        "не телефонный номер: не международный номер: после плюса должно быть от 7 до 15 цифр, первая не 0")]
    [InlineData(
        "Operators and lines are free at once. A phone that is not answered rings its full time: 25s an operator's, 45s the customer's. Nothing else is dialled at this number.",
        "Операторы и линии свободны сразу. Телефон без ответа звонит всё отведённое время: 25 с у оператора, 45 с у клиента. Других звонков на этот номер нет.")]
    [InlineData(
        "API key 'crm' asked for a callback, not before 2026-12-31T06:00:00Z, by PJSIP/101.",
        "Заказан обратный звонок (ключ API crm), не раньше 31.12.2026 09:00 МСК, оператор PJSIP/101.")]
    [InlineData(
        "user anna set vip: pays well.",
        "Номер отмечен как VIP (пользователь anna): pays well.")]
    [InlineData(
        "Closed as opted_out: do-not-call, set by user anna: he asked for it.",
        "Закрыто — отказ от звонков: запрет звонков, поставил пользователь anna: he asked for it.")]
    [InlineData(
        "Attempt 2 starts with PJSIP/102 (the longest idle; PJSIP/101, who talked with the customer last: on the phone; PJSIP/103, who was asked for: paused).",
        "Попытка 2 начинается: PJSIP/102 (дольше всех свободен; PJSIP/101 (последним говорил с клиентом) — разговаривает; PJSIP/103 (о нём просили) — на паузе).")]
    public void Story_WhatIsWrittenOfACase_ReadsSo(string english, string russian) => Assert.Equal(russian, RussianReader.Reads(english));

    [Theory]
    [InlineData(1, "попытка")]
    [InlineData(2, "попытки")]
    [InlineData(5, "попыток")]
    [InlineData(11, "попыток")]
    [InlineData(21, "попытка")]
    [InlineData(112, "попыток")]
    public void Story_ACount_TakesItsForm(int n, string form) =>
        Assert.Equal($"{n} {form}, дозвониться не удалось", RussianReader.Reads($"{n} {(n == 1 ? "attempt" : "attempts")}, none answered"));

    [Fact]
    public void Tell_ASentenceNobodyKnows_StaysEnglishAndSaysSo()
    {
        var told = RussianReader.Russian.Tell("The moon is full.");

        Assert.Equal("The moon is full.", told.ToString());
        Assert.False(told.IsWhole);
    }

    [Fact]
    public void Tell_AMessageOfThePbx_StaysEnglishAmongRussianWords()
    {
        var told = RussianReader.Russian.Tell("The talk could not be recorded: Internal Server Error.");

        Assert.Equal("Записать разговор не удалось: Internal Server Error.", told.ToString());
        Assert.Equal("Internal Server Error", Assert.Single(told.Parts, p => p.IsEnglish).Text);
    }

    [Theory]
    [InlineData("Closed as withdrawn: withdrawn by user eve: ", ".", "Закрыто — обращение отозвал пользователь eve: ", ".")]
    [InlineData("withdrawn by user eve: ", "", "обращение отозвал пользователь eve: ", "")]
    [InlineData("user eve noted: ", "", "Заметка (пользователь eve): ", "")]
    public void Story_APersonsWords_AreLeftAsTheyAre(string before, string behind, string russianBefore, string russianBehind)
    {
        foreach (var words in Words)
        {
            Assert.Equal(russianBefore + words + russianBehind, RussianReader.Reads(before + words + behind));
        }
    }

    [Fact]
    public void Story_InEnglish_IsWhatIsStored() => Assert.Equal("busy: first retry after 5m", Speech.Of("en").Story("busy: first retry after 5m"));

    [Theory]
    [InlineData("Europe/Moscow", "пн 23.11.2026 12:05:00 МСК")]
    [InlineData("Asia/Vladivostok", "пн 23.11.2026 19:05:00 МСК+7")]
    [InlineData("Europe/Kaliningrad", "пн 23.11.2026 11:05:00 МСК−1")]
    [InlineData("Europe/Berlin", "пн 23.11.2026 10:05:00 CET")]
    [InlineData("Asia/Almaty", "пн 23.11.2026 14:05:00 UTC+05")]
    public void Moment_InRussian_IsLocalWithItsZoneNamed(string zone, string expected) =>
        Assert.Equal(expected, RussianReader.Russian.Moment(Instant.FromUtc(2026, 11, 23, 9, 5).InZone(DateTimeZoneProviders.Tzdb[zone])));

    private static IEnumerable<string> Words =>
    [
        "busy: first retry after 5m", "closed then, moved to Mon 09:00", "closed on 2026-99-99", "99999999999999999999 attempts, none answered", "Due now: asked for now",
        "{why} (s) {n|a|b}", "; ; ;", "звонил\nсам", "<script>alert(1)</script>", "\u202Eevil", "٣ attempts, none answered", string.Concat(Enumerable.Repeat("; busy", 160)),
    ];
}
