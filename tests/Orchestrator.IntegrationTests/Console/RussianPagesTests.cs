using System.Net;
using System.Text.RegularExpressions;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.Web.Site;

namespace Orchestrator.IntegrationTests.Console;

/// <summary>A supervisor who reads Russian only opens cases, and reads their stories.</summary>
public sealed partial class RussianPagesTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly DateTimeZone Moscow = DateTimeZoneProviders.Tzdb["Europe/Moscow"];
    private static readonly ZonedDateTime Opening = new LocalDateTime(2026, 5, 26, 9, 0).InZoneStrictly(Moscow);
    private static readonly Reason FirstAttempt = new Reason.FirstAttempt(Duration.FromSeconds(30));

    private static readonly (string Kind, Reason Text, object? Data)[] Events =
    [
        ("opened", new Reason.CaseOpened(new Reason.CallMissed(MissReason.Abandoned, "sales", Duration.FromSeconds(12)), "sales"), new { reason = "abandoned", policy_version = "v1" }),
        ("planned", new Reason.NextStepOn(Opening, FirstAttempt.Then([new Reason.MovedToOpening(new Reason.ClosedThen(), new NearTime(Opening, false))])),
            new
            {
                at = "2026-05-26T09:00:00+03:00",
                avoided = new[] { new { rule = "hours", from = "2026-05-25T19:40:00+03:00", until = "2026-05-26T09:00:00+03:00", why = "closed then", reason = new { code = "closed_then" } } },
            }),
        ("ready", new Reason.DueNow(FirstAttempt), null),
        ("held", new Reason.NotNow(new Reason.NoOperatorFree()), new
        {
            operators = new[] { new { @operator = "PJSIP/101", why = "on the phone", reason = new { code = "on_the_phone" } }, new { @operator = "PJSIP/102", why = "wrap-up", reason = new { code = "wrap_up" } } },
        }),
        ("claimed", new Reason.AttemptStarts(1, "PJSIP/102", new Reason.LongestIdle().Also(new Reason.PreferredCannot("PJSIP/101", new Reason.SpokeLast(), new Reason.OnThePhone()))), null),
        ("operator_ringing", new Reason.RingingOperator(1, "PJSIP/102"), null),
        ("operator_answered", new Reason.OperatorPickedUp("PJSIP/102"), null),
        ("customer_ringing", new Reason.DiallingCustomer(), null),
        ("attempt_ended", new Reason.AttemptEnded(1, Outcome.Busy, Reason.Hangup(17, 486)), null),
        ("replanned", new Reason.Replanned(new Reason.PolicyChanged("sales", "v1", "v2"), new Reason.NextStepOn(Opening, new Reason.AtAnotherTime(
            Outcome.NoAnswer, new LocalTime(16, 30), new Reason.NextDaypart(new LocalTime(18, 30), Moscow, null)))), null),
    ];

    public static TheoryData<string, Reason?, Reason?, Reason?> States { get; } = new()
    {
        { "state = 'waiting'", new Reason.Retry(Outcome.Busy, 1, Duration.FromMinutes(5)).Then([new Reason.MovedToOpening(new Reason.ClosedThen(), new NearTime(Opening, false))]), null, null },
        { "state = 'ready'", FirstAttempt, new Reason.CallersFirst("sales"), null },
        { "state = 'closed', disposition = 'exhausted', next_attempt_at = null, closed_at = now()", null, null, new Reason.NoneAnswered(5) },
        { "state = 'closed', disposition = 'struck_out', next_attempt_at = null, closed_at = now()", null, null, new Reason.NumberInvalid(Reason.Hangup(1, null), 2) },
    };

    [Fact]
    public async Task Case_SteeredAndWithdrawn_IsReadInRussian()
    {
        var id = await SeedAsync("+79161230001");
        using var boss = await RussianAsync();
        var path = $"/cases/{id}";
        await boss.SayAsync($"{path}/postpone", path, ("until", await InTwoHoursAsync()));
        await boss.SayAsync($"{path}/call-now", path);
        await boss.SayAsync($"{path}/note", path, ("note", "клиент просит звонить утром"));

        ReadsRussian(boss, await boss.PageAsync(path));

        await boss.SayAsync($"{path}/cancel", path, ("reason", "дозвонился сам"));
        var closed = await boss.PageAsync(path);

        ReadsRussian(boss, closed);
        Assert.Contains("закрыто, отозвано: обращение отозвал пользователь", TextOf(closed), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Pages_CaseInEveryState_AreReadInRussian(string stands, Reason? next, Reason? held, Reason? closed)
    {
        var id = await SeedAsync("+79161230002");
        await host.SeedAttemptAsync(id, running: false);
        await host.Database.InTransactionAsync(
            async tx =>
            {
                await tx.ExecuteAsync("update callback_attempt set why = 'in English', reason = @why where case_id = @id", new { id, why = Reason.Hangup(17, 486) });
                return await tx.ExecuteAsync(
                    $"""
                    update callback_case set {stands}, next_attempt_why = @nextText, next_attempt_reason = @next, held_why = @heldText, held_reason = @held, reason = @closedText, closed_reason = @closed where id = @id
                    """,
                    new { id, nextText = next?.ToString(), next, heldText = held?.ToString(), held, closedText = closed?.ToString(), closed });
            },
            default);
        using var boss = await RussianAsync();

        ReadsRussian(boss, await boss.PageAsync($"/cases/{id}"));
        ReadsRussian(boss, await boss.PageAsync("/cases?number=%2B79161230002"));
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("delete from case_event where case_id = @id; update missed_call set case_id = null where case_id = @id; delete from callback_leg l using callback_attempt a where a.id = l.attempt_id and a.case_id = @id; delete from callback_attempt where case_id = @id; delete from callback_case where id = @id", new { id }), default);
    }

    [Fact]
    public async Task Case_WordsOfThePbx_AreMarkedAsEnglish()
    {
        var id = await SeedAsync("+79161230003");
        await host.Database.InTransactionAsync(
            async tx =>
            {
                await tx.Timeline.TellAsync(id, "recording_failed", new Reason.TalkNotRecorded(new Reason.Quoted("Internal <Server> Error")));
                return true;
            },
            default);
        using var boss = await RussianAsync();

        var page = WebUtility.HtmlDecode((await boss.PageAsync($"/cases/{id}")).Replace("&lt;", "‹", StringComparison.Ordinal).Replace("&gt;", "›", StringComparison.Ordinal));

        Assert.Contains("Записать разговор не удалось: <span lang=\"en\">Internal ‹Server› Error</span>.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_InEnglish_SaysWhatIsStored()
    {
        var id = await SeedAsync("+79161230004");
        using var boss = await ConsoleClient.SignedInAsync(host, AccountRole.Supervisor);

        var text = TextOf(await boss.PageAsync($"/cases/{id}"));

        Assert.All(Events, e => Assert.Contains(e.Text.ToString(), text, StringComparison.Ordinal));
    }

    /// <summary>As a browser's field sends it, and well before the case is given up.</summary>
    private Task<string> InTwoHoursAsync() => host.Database.InTransactionAsync(
        tx => tx.GetAsync<string>("""select to_char(now() at time zone 'Europe/Moscow' + interval '2 hours', 'YYYY-MM-DD"T"HH24:MI')"""), default);

    private async Task<Guid> SeedAsync(string number)
    {
        var id = await host.SeedCaseAsync(number);
        await host.Database.InTransactionAsync(
            async tx =>
            {
                await tx.ExecuteAsync("delete from case_event where case_id = @id", new { id });
                await tx.ExecuteAsync("update callback_case set next_attempt_why = 'in English', next_attempt_reason = @why where id = @id", new { id, why = (Reason)new Reason.FirstAttempt(Duration.FromHours(1)) });
                foreach (var e in Events)
                {
                    await tx.Timeline.TellAsync(id, e.Kind, e.Text, e.Data);
                }

                return true;
            },
            default);
        return id;
    }

    private async Task<ConsoleClient> RussianAsync()
    {
        var boss = await ConsoleClient.SignedInAsync(host, AccountRole.Supervisor);
        boss.Cookies.Add(new Cookie(PageContext.LanguageCookie, "ru", "/", host.Address.Host));
        return boss;
    }

    /// <summary>No two Latin words behind each other, but for what programs are given, names, and what is marked.</summary>
    private static void ReadsRussian(ConsoleClient reader, string page)
    {
        var text = TextOf(page);
        Assert.Contains("Обращен", text, StringComparison.Ordinal);
        var english = EnglishWords().Matches(Names().Replace(text, "").Replace(reader.Name, "", StringComparison.Ordinal)).Select(m => m.Value);
        Assert.Empty(english);
    }

    /// <summary>What a person reads of a page.</summary>
    private static string TextOf(string page) => WebUtility.HtmlDecode(Space().Replace(Tags().Replace(Hidden().Replace(page, ""), ""), " "));

    [GeneratedRegex("<head>.*?</head>|<script.*?</script>|<pre[^>]*lang=\"en\".*?</pre>|<option.*?</option>|<kbd>.*?</kbd>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Space();

    // Queues, policies and their versions, operators, zones, the other language's name, CSV.
    [GeneratedRegex(@"\bsales\b|\bv\d\b|\b[a-z0-9]{12}\b|PJSIP/\d+|Europe/Moscow|English|CSV|VIP|<script>", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Names();

    [GeneratedRegex(@"[A-Za-z]{2,}(\W+[A-Za-z]+)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex EnglishWords();
}
