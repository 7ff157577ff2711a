using System.Net;
using System.Text.RegularExpressions;
using Orchestrator.Access;
using Orchestrator.Cases;
using Orchestrator.Console;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.Storage;

namespace Orchestrator.IntegrationTests.Console;

/// <summary>A supervisor who reads Russian only opens cases, as their stories are stored: in English.</summary>
public sealed partial class RussianPagesTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>As the daemon wrote them; the places that write them, and all they can say, are looked through by the unit tests.</summary>
    private static readonly (string Kind, string Text, object? Data)[] Events =
    [
        ("opened", "Opened: call abandoned in queue 'sales' after 12 s, policy 'sales'.", new { reason = "abandoned", policy_version = "v1" }),
        ("planned", "Next step on Tue 2026-05-26 09:00:00 Europe/Moscow: first attempt 30s after the missed call; closed then, moved to opening at Tue 09:00.",
            new { at = "2026-05-26T09:00:00+03:00", avoided = new[] { new { rule = "hours", from = "2026-05-25T19:40:00+03:00", until = "2026-05-26T09:00:00+03:00", why = "closed then" } } }),
        ("ready", "Due now: first attempt 30s after the missed call.", null),
        ("held", "Not now: no operator is free.", new { operators = new[] { new { @operator = "PJSIP/101", why = "on the phone" }, new { @operator = "PJSIP/102", why = "wrap-up" } } }),
        ("claimed", "Attempt 1 starts with PJSIP/102 (the longest idle; PJSIP/101, who talked with the customer last: on the phone).", null),
        ("operator_ringing", "Attempt 1: ringing PJSIP/102.", null),
        ("operator_answered", "PJSIP/102 picked up.", null),
        ("customer_ringing", "Dialling the customer.", null),
        ("attempt_ended", "Attempt 1: busy (486 Busy here, cause 17 User busy).", null),
        ("replanned", "Re-planned: policy sales changed from v1 to v2. Next step on Tue 2026-05-26 18:30:00 Europe/Moscow: no answer at 16:30: next daypart 18:30 Europe/Moscow.", null),
    ];

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
    [InlineData("state = 'waiting', next_attempt_why = 'busy: first retry after 5m; closed then, moved to opening at Tue 09:00'")]
    [InlineData("state = 'ready', next_attempt_why = 'first attempt 30s after the missed call', held_why = 'callers wait in queue ''sales'' and go first'")]
    [InlineData("state = 'closed', disposition = 'exhausted', reason = '5 attempts, none answered', next_attempt_at = null, next_attempt_why = null, closed_at = now()")]
    [InlineData("state = 'closed', disposition = 'struck_out', reason = 'number invalid: cause 1 Unallocated number, 2 times', next_attempt_at = null, next_attempt_why = null, closed_at = now()")]
    public async Task Pages_CaseInEveryState_AreReadInRussian(string stands)
    {
        var id = await SeedAsync("+79161230002");
        await host.SeedAttemptAsync(id, running: false);
        await host.Database.InTransactionAsync(
            async tx =>
            {
                await tx.ExecuteAsync("update callback_attempt set why = '486 Busy here, cause 17 User busy' where case_id = @id", new { id });
                return await tx.ExecuteAsync($"update callback_case set {stands} where id = @id", new { id });
            },
            default);
        using var boss = await RussianAsync();

        ReadsRussian(boss, await boss.PageAsync($"/cases/{id}"));
        ReadsRussian(boss, await boss.PageAsync("/cases?number=%2B79161230002"));
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("delete from case_event where case_id = @id; update missed_call set case_id = null where case_id = @id; delete from callback_leg l using callback_attempt a where a.id = l.attempt_id and a.case_id = @id; delete from callback_attempt where case_id = @id; delete from callback_case where id = @id", new { id }), default);
    }

    [Fact]
    public async Task Case_ASentenceNobodyTranslated_IsMarkedAsEnglish()
    {
        var id = await SeedAsync("+79161230003");
        await host.Database.InTransactionAsync(
            async tx =>
            {
                await tx.TellAsync(id, "recording_failed", "The talk could not be recorded: Internal <Server> Error.");
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

        Assert.All(Events, e => Assert.Contains(e.Text, text, StringComparison.Ordinal));
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
                await tx.ExecuteAsync("update callback_case set next_attempt_why = 'first attempt 1h after the missed call' where id = @id", new { id });
                foreach (var e in Events)
                {
                    await tx.TellAsync(id, e.Kind, e.Text, e.Data);
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
