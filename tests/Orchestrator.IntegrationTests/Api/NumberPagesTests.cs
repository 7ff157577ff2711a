using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NodaTime;
using Orchestrator.Access;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>The pages about numbers and missed calls, and the files of them.</summary>
public sealed partial class NumberPagesTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static int lastNumber = 500_000_000;

    [Fact]
    public async Task Pages_ForAViewer_ShowNoFullNumberAnywhere()
    {
        using var visitor = await ConsoleVisitor.SignInAsync(host, AccountRole.Viewer);
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number);
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("update missed_call set caller_name = 'Anna ' || number where number = @number", new { number }), default);

        foreach (var path in new[] { $"/numbers/{id}", "/missed-calls", "/missed-calls.csv", "/cases", "/cases.csv", $"/cases/{id}" })
        {
            var page = await visitor.GetAsync(path);
            Assert.DoesNotContain(number[1..], page, StringComparison.Ordinal);
            Assert.Contains(number[^2..], page, StringComparison.Ordinal); // shortened, it is there
        }
    }

    [Fact]
    public async Task Find_KnownNumber_LeadsToAnAddressWithoutIt()
    {
        using var visitor = await ConsoleVisitor.SignInAsync(host, AccountRole.Viewer);
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number);

        var (address, _) = await visitor.PostAsync("/numbers", "/numbers/find", ("number", "8" + number[2..]));

        Assert.Equal($"/numbers/{id}", address.AbsolutePath);
    }

    [Fact]
    public async Task Find_NumberNeverSeen_OffersASupervisorToBlockItAndItIsBlockedThen()
    {
        using var visitor = await ConsoleVisitor.SignInAsync(host, AccountRole.Supervisor);
        var number = NewNumber();
        var (_, page) = await visitor.PostAsync("/numbers", "/numbers/find", ("number", number));
        Assert.Contains("Never seen", page, StringComparison.Ordinal);

        var (address, after) = await visitor.PostAsync("/numbers", "/numbers/rules", ("number", number), ("rule", "do_not_call"), ("reason", "asked for it"));

        Assert.DoesNotContain(number[1..], address.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains("is not called", after, StringComparison.Ordinal);
        Assert.Contains("asked for it", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lift_WithoutTheTick_LiftsNothing()
    {
        using var visitor = await ConsoleVisitor.SignInAsync(host, AccountRole.Supervisor);
        var number = NewNumber();
        await visitor.PostAsync("/numbers", "/numbers/rules", ("number", number), ("rule", "do_not_call"), ("reason", "asked for it"));

        var (_, still) = await visitor.PostAsync("/numbers", "/numbers/rules/lift", ("number", number), ("rule", "do_not_call"), ("reason", "why not"));
        Assert.Contains("is not called", still, StringComparison.Ordinal);
        var (_, lifted) = await visitor.PostAsync("/numbers", "/numbers/rules/lift", ("number", number), ("rule", "do_not_call"), ("reason", "why not"), ("sure", "yes"));
        Assert.Contains("may be called", lifted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccountRole.Viewer)]
    [InlineData(AccountRole.Operator)]
    public async Task Rules_ByThoseWhoMayNot_AreRefused(AccountRole role)
    {
        using var visitor = await ConsoleVisitor.SignInAsync(host, role);
        var number = NewNumber();

        await visitor.PostAsync("/numbers", "/numbers/rules", ("number", number), ("rule", "vip"), ("reason", "a friend"));

        Assert.Equal(0, await host.Database.InTransactionAsync(tx => tx.GetAsync<long>("select count(*) from number_rule where number = @number", new { number }), default));
    }

    [Fact]
    public async Task MissedCalls_PagedThrough_AreThereOnceNewestFirst()
    {
        using var visitor = await ConsoleVisitor.SignInAsync(host, AccountRole.Operator);
        var queue = $"q{Guid.NewGuid():N}";
        await host.Database.InTransactionAsync(
            tx => tx.ExecuteAsync(
                """
                insert into missed_call (id, pbx, call_id, uniqueid, at, reason, queue, number, seen_by, no_case_reason)
                select gen_random_uuid(), 'pbx1', @queue || i, @queue || i, now() - (i / 2) * interval '1 minute', 'closed', @queue, '+7495' || (1000000 + i), '{ami}', 'no policy covers it'
                from generate_series(0, 119) i
                """,
                new { queue }),
            default);
        var seen = new List<string>();
        var next = $"/missed-calls?queue={queue}&case=without";
        while (next is not null)
        {
            var page = await visitor.GetAsync(next);
            seen.AddRange(Numbers().Matches(page).Select(m => m.Groups["it"].Value));
            next = NextLink().Match(page) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups["it"].Value) : null;
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(121, (await visitor.GetAsync($"/missed-calls.csv?queue={queue}")).TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task File_FormulaOfACaller_IsText()
    {
        using var visitor = await ConsoleVisitor.SignInAsync(host, AccountRole.Operator);
        var number = NewNumber();
        await host.SeedCaseAsync(number, openedAt: Instant.FromUtc(2026, 3, 1, 12, 0));
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("""update missed_call set caller_name = '=HYPERLINK("http://evil")' where number = @number""", new { number }), default);

        using var answer = await visitor.Client.GetAsync($"/missed-calls.csv?number={Uri.EscapeDataString(number)}");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains($",'{number},\"'=HYPERLINK(\"\"http://evil\"\")\",abandoned,sales,", text, StringComparison.Ordinal);
    }

    private static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+79{Interlocked.Increment(ref lastNumber)}");

    [GeneratedRegex("""href="/numbers/[^"]+">(?<it>[^<]+)<""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex("""href="(?<it>[^"]+)" rel="next""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextLink();
}
