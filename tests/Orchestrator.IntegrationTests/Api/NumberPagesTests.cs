using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Console;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>The pages about numbers and missed calls, and the files of them.</summary>
public sealed partial class NumberPagesTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static int lastNumber = 165_000_000;

    [Fact]
    public async Task Pages_ForAViewer_ShowNoFullNumberAnywhere()
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number);
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("update missed_call set caller_name = 'Anna ' || number where number = @number", new { number }), default);

        foreach (var path in new[] { $"/numbers/{id}", "/missed-calls", "/missed-calls.csv", "/cases", "/cases.csv", $"/cases/{id}" })
        {
            var page = await visitor.PageAsync(path);
            Assert.DoesNotContain(number[1..], page, StringComparison.Ordinal);
            Assert.Contains(number[^2..], page, StringComparison.Ordinal); // shortened, it is there
        }
    }

    [Theory]
    [InlineData("/cases?queue=%00")]
    [InlineData("/missed-calls?queue=%00")]
    [InlineData("/jobs?find=%00")]
    public async Task Lists_NulInTheFilter_AreRefusedOrEmptyAndBlameNoDatabase(string path)
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        using var answer = await visitor.GetAsync(path);

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.OK, $"{path} answered {answer.StatusCode}");
    }

    [Fact]
    public async Task ApiList_NulInTheFilter_IsAnInvalidRequest()
    {
        using var program = await host.ClientAsync("read");

        using var answer = await program.GetAsync(new Uri("/api/v1/cases?policy=%00", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Find_KnownNumber_LeadsToAnAddressWithoutIt()
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number);

        var (address, _) = await visitor.FollowAsync("/numbers", "/numbers/find", ("number", "8" + number[2..]));

        Assert.Equal($"/numbers/{id}", address);
    }

    [Fact]
    public async Task Page_OfANumber_SaysItsKindPlaceAndZones()
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        await host.SeedCaseAsync("+74951234569");

        var (_, page) = await visitor.FollowAsync("/numbers", "/numbers/find", ("number", "84951234569"));

        Assert.Matches(@"(?s)id=""facts"">\s*fixed line, Moscow, Europe/Moscow\s*</p>", page);
    }

    [Fact]
    public async Task Find_NumberNeverSeen_OffersASupervisorToBlockItAndItIsBlockedThen()
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, AccountRole.Supervisor);
        var number = NewNumber();
        var (_, page) = await visitor.FollowAsync("/numbers", "/numbers/find", ("number", number));
        Assert.Contains("Never seen", page, StringComparison.Ordinal);

        var (address, after) = await visitor.FollowAsync("/numbers", "/numbers/rules", ("number", number), ("rule", "do_not_call"), ("reason", "asked for it"));

        Assert.DoesNotContain(number[1..], address, StringComparison.Ordinal);
        Assert.Contains("is not called", after, StringComparison.Ordinal);
        Assert.Contains("asked for it", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lift_WithoutTheTick_LiftsNothing()
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, AccountRole.Supervisor);
        var number = NewNumber();
        await visitor.FollowAsync("/numbers", "/numbers/rules", ("number", number), ("rule", "do_not_call"), ("reason", "asked for it"));

        var (_, still) = await visitor.FollowAsync("/numbers", "/numbers/rules/lift", ("number", number), ("rule", "do_not_call"), ("reason", "why not"));
        Assert.Contains("is not called", still, StringComparison.Ordinal);
        var (_, lifted) = await visitor.FollowAsync("/numbers", "/numbers/rules/lift", ("number", number), ("rule", "do_not_call"), ("reason", "why not"), ("sure", "yes"));
        Assert.Contains("may be called", lifted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccountRole.Viewer)]
    [InlineData(AccountRole.Operator)]
    public async Task Rules_ByThoseWhoMayNot_AreRefused(AccountRole role)
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, role);
        var number = NewNumber();

        await visitor.FollowAsync("/numbers", "/numbers/rules", ("number", number), ("rule", "vip"), ("reason", "a friend"));

        Assert.Equal(0, await host.Database.InTransactionAsync(tx => tx.GetAsync<long>("select count(*) from number_rule where number = @number", new { number }), default));
    }

    [Fact]
    public async Task MissedCalls_PagedThrough_AreThereOnceNewestFirst()
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, AccountRole.Operator);
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
            var page = await visitor.PageAsync(next);
            seen.AddRange(Numbers().Matches(page).Select(m => m.Groups["it"].Value));
            next = NextLink().Match(page) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups["it"].Value) : null;
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(121, (await visitor.PageAsync($"/missed-calls.csv?queue={queue}")).TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task File_FormulaOfACaller_IsText()
    {
        using var visitor = await ConsoleClient.SignedInAsync(host, AccountRole.Operator);
        var number = NewNumber();
        await host.SeedCaseAsync(number, openedAt: Instant.FromUtc(2026, 3, 1, 12, 0));
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("""update missed_call set caller_name = '=HYPERLINK("http://evil")' where number = @number""", new { number }), default);

        using var answer = await visitor.Http.GetAsync($"/missed-calls.csv?number={Uri.EscapeDataString(number)}");

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
