using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Texts;

/// <summary>How reasons and stories read, side by side.</summary>
public sealed class ReasonTextTests
{
    private static readonly DateTimeZone Moscow = DateTimeZoneProviders.Tzdb["Europe/Moscow"];
    private static readonly DateTimeZone Vladivostok = DateTimeZoneProviders.Tzdb["Asia/Vladivostok"];
    private static readonly Reason FirstAttempt = new Reason.FirstAttempt(Duration.FromSeconds(30));

    public static TheoryData<Reason, string, string> Said { get; } = new()
    {
        {
            new Reason.CaseOpened(new Reason.CallMissed(MissReason.Abandoned, "sales", Duration.FromSeconds(12)), "sales"),
            "Opened: call abandoned in queue 'sales' after 12 s, policy 'sales'.",
            "Обращение открыто. Пропущенный звонок: не дождался ответа, очередь «sales», ожидание 12 с. Политика «sales»."
        },
        {
            new Reason.CaseOpenedObserved(new Reason.CallMissed(MissReason.LeftInMenu, null, Duration.FromSeconds(7)), "sales"),
            "Opened: call left in menu after 7 s, policy 'sales', observed only: nobody will be dialled.",
            "Обращение открыто. Пропущенный звонок: положил трубку в меню, ожидание 7 с. Политика «sales», только наблюдение: звонить не будем."
        },
        {
            new Reason.NextStepOn(Local(2026, 5, 26, 9, 0, Moscow), FirstAttempt.Then([new Reason.MovedToOpening(new Reason.ClosedThen(), Near(2026, 5, 26, 9, 0))])),
            "Next step on Tue 2026-05-26 09:00:00 Europe/Moscow: first attempt 30s after the missed call; closed then, moved to opening at Tue 09:00.",
            "Следующий шаг — вт 26.05.2026 09:00:00 (МСК): первая попытка через 30 с после пропущенного звонка; в это время закрыто, перенос на открытие — вт 09:00."
        },
        {
            new Reason.Retry(Outcome.Busy, 1, Duration.FromMinutes(5)).Then(
                [new Reason.MovedTo(new Reason.BusyHours(new DailyWindow(720, 840)), Near(2026, 5, 26, 14, 0)), new Reason.NextIsFree(new Reason.CalledOften(3), Near(2026, 6, 3, 11, 0, withDate: true))]),
            "busy: first retry after 5m; busy hours 12:00-14:00, moved to Tue 14:00; 3 calls to this number within 24h, the next is free at Wed 3 Jun 11:00",
            "занято: первый повтор через 5 мин; часы пик 12:00–14:00, перенос на вт 14:00; уже 3 звонка на этот номер за 24 ч, следующий возможен ср 3 июня 11:00"
        },
        { new Reason.DueNow(new Reason.FirstAttempt(Duration.Zero)), "Due now: first attempt 0s after the missed call.", "Пора звонить: первая попытка сразу после пропущенного звонка." },
        { new Reason.NotNow(new Reason.CallersFirst("sales")), "Not now: callers wait in queue 'sales' and go first.", "Пока не звоним: в очереди «sales» ждут звонящие, сначала они." },
        { new Reason.NotNow(new Reason.PrefixCapReached(60, "+7916")), "Not now: number guard: 60 calls to +7916 in an hour are reached.", "Пока не звоним: исчерпан предел — 60 звонков на номера +7916 за час." },
        { new Reason.AttemptStarts(1, "PJSIP/101, PJSIP/102", null), "Attempt 1 starts with PJSIP/101, PJSIP/102.", "Попытка 1 начинается: PJSIP/101, PJSIP/102." },
        {
            new Reason.AttemptStarts(2, "PJSIP/102", new Reason.LongestIdle().Also(new Reason.PreferredCannot("PJSIP/101", new Reason.SpokeLast(), new Reason.OnThePhone()))),
            "Attempt 2 starts with PJSIP/102 (the longest idle; PJSIP/101, who talked with the customer last: on the phone).",
            "Попытка 2 начинается: PJSIP/102 (дольше всех свободен; PJSIP/101 (последним говорил с клиентом) — разговаривает)."
        },
        {
            new Reason.AttemptEnded(1, Outcome.Busy, Reason.Hangup(17, 486)),
            "Attempt 1: busy (486 Busy here, cause 17 User busy).", "Попытка 1: занято (ответ 486 «занято», причина 17 «абонент занят»)."
        },
        {
            new Reason.AttemptEnded(1, Outcome.Unreachable, new Reason.HangupWith(Reason.Hangup(19, 480), HangupRemark.DidNotRing)),
            "Attempt 1: unreachable (480 Temporarily unavailable, cause 19 User alerting, no answer (did not ring)).",
            "Попытка 1: абонент недоступен (ответ 480 «временно недоступен», причина 19 «абонента вызывали, ответа нет» (гудков не было))."
        },
        {
            new Reason.AttemptEnded(1, Outcome.NoAnswer, new Reason.RangInVain(Duration.FromSeconds(45))),
            "Attempt 1: no answer (rang in vain until our time limit within 45 s).", "Попытка 1: нет ответа (телефон звонил, трубку не взяли: 45 с)."
        },
        {
            new Reason.AttemptEnded(1, Outcome.Machine, new Reason.MachineAnswered("MACHINE LONGGREETING-1500")),
            "Attempt 1: machine (an answering machine (MACHINE LONGGREETING-1500)).", "Попытка 1: автоответчик (АТС определила: MACHINE LONGGREETING-1500)."
        },
        { new Reason.NobodyPickedUp(Duration.FromMilliseconds(7500)), "nobody picked up within 7.5 s", "никто не снял трубку за 7,5 с" },
        { Reason.CaseClosed.As(Disposition.Exhausted, new Reason.NoneAnswered(5)), "Closed as exhausted: 5 attempts, none answered.", "Закрыто — попытки исчерпаны: 5 попыток, дозвониться не удалось." },
        {
            Reason.CaseClosed.As(Disposition.StruckOut, new Reason.NumberInvalid(Reason.Hangup(1, 404), 2)),
            "Closed as struck_out: number invalid: 404 Not found, cause 1 Unallocated number, 2 times.",
            "Закрыто — вычеркнуто: неверный номер: ответ 404 «номер не найден», причина 1 «номер не существует», 2 раза."
        },
        {
            new Reason.GivenUp(Duration.FromDays(3), new Reason.AtAnotherTime(Outcome.NoAnswer, new LocalTime(19, 40), new Reason.NoDaypartInTime())),
            "given up after 3d: no answer at 19:40: no daypart can be used in time", "отведённое время вышло (3 дня); нет ответа в 19:40: до конца срока времени для повтора нет"
        },
        {
            Reason.CaseClosed.As(Disposition.Withdrawn, new Reason.WithdrawnBy("user anna", "the customer called; moved to Mon 09:00")),
            "Closed as withdrawn: withdrawn by user anna: the customer called; moved to Mon 09:00.", "Закрыто — обращение отозвал пользователь anna: the customer called; moved to Mon 09:00."
        },
        { new Reason.WithdrawnBy("root on the command line", null), "withdrawn by root on the command line", "обращение отозвал root в командной строке" },
        { new Reason.ClosesLater(new Reason.WithdrawnBy("API key 'crm'", null)), "Closes when the running attempt has stopped: withdrawn by API key 'crm'.", "Закроется, когда закончится идущая попытка: обращение отозвал ключ API crm." },
        {
            new Reason.Replanned(new Reason.PolicyChanged("sales", "3f2a", "9bc1"), new Reason.DueNow(new Reason.AskedForNow())),
            "Re-planned: policy sales changed from 3f2a to 9bc1. Due now: asked for now.", "Пересчитано: политика «sales» изменилась: была версия 3f2a, стала 9bc1. Пора звонить: просили позвонить сейчас."
        },
        { new Reason.Replanned(new Reason.NumberRulesChanged(), null), "Re-planned: the number rules changed.", "Пересчитано: изменились правила номеров." },
        {
            new Reason.AtAnotherTime(Outcome.NoAnswer, new LocalTime(15, 0), new Reason.NextDaypart(new LocalTime(10, 30), Moscow, IsoDayOfWeek.Tuesday)),
            "no answer at 15:00: next daypart 10:30 Europe/Moscow on Tuesday", "нет ответа в 15:00: следующее время повтора — 10:30 (МСК), во вторник"
        },
        {
            new Reason.ToBeConfirmed(Outcome.Invalid, Reason.Hangup(1, null), 1, 2, Duration.FromHours(2)),
            "invalid (cause 1 Unallocated number), 1 of 2: to be confirmed after 2h", "неверный номер (причина 1 «номер не существует»), 1 из 2: перепроверим через 2 ч"
        },
        { new Reason.RangInAgain(new LocalTime(12, 5), Duration.FromMinutes(1)), "rang in again at 12:05: 1m after that call", "клиент снова звонил в 12:05: попытка через 1 мин после этого звонка" },
        { new Reason.RetriedEnough(Outcome.Rejected, 1), "rejected again: at most 1 retry", "снова вызов отклонён: повторяем не больше 1 раза" },
        { new Reason.ClosedOn(new DaySpan(new LocalDate(2027, 5, 1), new LocalDate(2027, 5, 3))), "closed on 2027-05-01..2027-05-03", "закрыто 01.05.2027–03.05.2027" },
        {
            new Reason.DaypartPassedOver(new LocalTime(18, 30), new Reason.SpecialHours(new DaySpan(new LocalDate(2026, 5, 11), new LocalDate(2026, 5, 11)))),
            "daypart 18:30: special hours on 2026-05-11", "время повтора 18:30: особые часы работы 11.05.2026"
        },
        { new Reason.QuietHours(new DailyWindow(1200, 1980), Vladivostok), "quiet hours 20:00-09:00 in Asia/Vladivostok", "часы тишины 20:00–09:00 по времени клиента (Asia/Vladivostok)" },
        {
            new Reason.Retry(Outcome.Busy, 11, Duration.FromDays(1) + Duration.FromHours(2) + Duration.FromMinutes(30)),
            "busy: 11th retry after 1d 2h 30m", "занято: 11-й повтор через 1 день 2 ч 30 мин"
        },
        { new Reason.NotANumber(new Reason.NoNationalRule(9)), "no telephone number: no national rule fits 9 digits", "не телефонный номер: для 9 цифр нет правила национального номера" },
        {
            new Reason.CallbackAsked("API key 'crm'", Instant.FromUtc(2026, 12, 31, 6, 0), "PJSIP/101"),
            "API key 'crm' asked for a callback, not before 2026-12-31T06:00:00Z, by PJSIP/101.", "Заказан обратный звонок (ключ API crm), не раньше 2026-12-31T06:00:00Z, оператор PJSIP/101."
        },
        { new Reason.ObservedToTheEnd(3, null), "observed: would have made 3 attempts", "наблюдение: вышло бы 3 попытки" },
        { new Reason.TalkNotRecorded(new Reason.Quoted("Internal Server Error")), "The talk could not be recorded: Internal Server Error.", "Записать разговор не удалось: Internal Server Error." },
    };

    private static IEnumerable<string> HostileWords =>
    [
        "busy: first retry after 5m", "{why} {n|a|b}", "[not {before}]", "; ; ;", "звонил\nсам", "<script>alert(1)</script>", "\u202Eevil", string.Concat(Enumerable.Repeat("; busy", 160)),
    ];

    [Theory]
    [MemberData(nameof(Said))]
    public void Say_InEachLanguage_ReadsSo(Reason reason, string english, string russian)
    {
        Assert.Equal(english, reason.ToString());
        Assert.Equal(russian, Language.Of("ru").Say(reason));
        Assert.Equal(russian, Language.Of("ru").Say(ReasonJson.Read(ReasonJson.Write(reason))!)); // as stored
    }

    [Theory]
    [InlineData(1, "попытка")]
    [InlineData(2, "попытки")]
    [InlineData(5, "попыток")]
    [InlineData(11, "попыток")]
    [InlineData(21, "попытка")]
    [InlineData(112, "попыток")]
    public void Say_ACount_TakesItsForm(int n, string form) => Assert.Equal($"{n} {form}, дозвониться не удалось", Language.Of("ru").Say(new Reason.NoneAnswered(n)));

    [Fact]
    public void Tell_WordsFromOutside_AreMarked()
    {
        var said = Language.Of("ru").Tell(new Reason.TalkNotRecorded(new Reason.Quoted("Internal Server Error")));

        Assert.Equal("Internal Server Error", Assert.Single(said.Pieces, p => p.IsForeign).Text);
    }

    [Fact]
    public void Say_APersonsWords_AreLeftAsTheyAre()
    {
        foreach (var words in HostileWords)
        {
            Assert.Equal($"Заметка (пользователь eve): {words}", Language.Of("ru").Say(new Reason.Noted("user eve", words)));
            Assert.Equal($"withdrawn by user eve: {words}", new Reason.WithdrawnBy("user eve", words).ToString());
        }
    }

    [Theory]
    [InlineData("Europe/Moscow", "31.12.2026 09:00 МСК")]
    [InlineData("Asia/Vladivostok", "31.12.2026 16:00 МСК+7")]
    [InlineData("Europe/Kaliningrad", "31.12.2026 08:00 МСК−1")]
    [InlineData("Europe/Berlin", "31.12.2026 07:00 CET")]
    [InlineData("Asia/Almaty", "31.12.2026 11:00 UTC+05")]
    public void Say_AMoment_IsLocalWithItsZoneNamed(string zone, string expected) => Assert.Equal(
        $"Отложено до {expected} (пользователь anna).",
        Language.Of("ru").Say(new Reason.PostponedTo("user anna", Instant.FromUtc(2026, 12, 31, 6, 0)), DateTimeZoneProviders.Tzdb[zone]));

    private static ZonedDateTime Local(int year, int month, int day, int hour, int minute, DateTimeZone zone) => new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(zone);

    private static NearTime Near(int year, int month, int day, int hour, int minute, bool withDate = false) => new(Local(year, month, day, hour, minute, Moscow), withDate);
}
