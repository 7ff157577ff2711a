using System.Net;
using System.Net.Http.Headers;
using Npgsql;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.IntegrationTests.Console;

public sealed class AuditTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task List_PagedThrough_GivesEachEntryOnceNewestFirst()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        await SeedAsync("paged", 120);

        var seen = new List<string>();
        string? path = "/access/audit?action=paged";
        while (path is not null)
        {
            var page = await admin.PageAsync(path);
            seen.AddRange(Targets(page));
            path = Next(page);
        }

        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(i => $"target {i}"), seen);
    }

    [Theory]
    [InlineData("who=somebody", true)]
    [InlineData("who=nobody", false)]
    [InlineData("action=filtered", true)]
    [InlineData("action=filter", false)]
    [InlineData("target=target+1", true)]
    [InlineData("to=2020-01-01", false)]
    [InlineData("from=2020-01-01", true)]
    public async Task List_Filtered_GivesWhatFits(string query, bool fits)
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        await SeedAsync("filtered", 1);

        var page = await admin.PageAsync("/access/audit?" + query + (query.StartsWith("action", StringComparison.Ordinal) ? "" : "&action=filtered"));

        Assert.Equal(fits, page.Contains("target 1<", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_ByTheNameOfAnApiKey_GivesWhatItDid()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        using var program = await host.ClientAsync(null);
        var key = await new ApiKeys(host.Database).AddAsync("crm", ApiScope.Write, null, Actor.CommandLine("test"), default);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var id = await host.SeedCaseAsync("+79161000001");

        using var answer = await program.PostAsync($"/api/v1/cases/{id}/call-now", null);
        var page = await admin.PageAsync("/access/audit?who=crm");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([id.ToString()], Shown(page).Where(t => Guid.TryParse(t, out _)));
    }

    [Fact]
    public async Task Export_HostileText_IsNoFormulaAndNoMarkup()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        await host.Database.InTransactionAsync(
            async tx =>
            {
                await tx.Audit.AddAsync(Actor.User("=cmd|' /C calc'!A0"), "hostile", "=1+<script>alert(1)</script>", after: new { text = "a\"b,c\u202e" });
                return true;
            },
            default);

        using var answer = await admin.GetAsync("/access/audit.csv?action=hostile");
        var csv = await answer.Content.ReadAsStringAsync();
        var page = await admin.PageAsync("/access/audit?action=hostile");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(",'=1+<script>alert(1)</script>,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update audit set actor = 'x'")]
    [InlineData("delete from audit")]
    [InlineData("truncate audit")]
    public async Task Audit_IsNeverChanged(string sql)
    {
        await SeedAsync("kept", 1);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.Database.InTransactionAsync(tx => tx.ExecuteAsync(sql), default));

        Assert.Contains("append only", refused.MessageText, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Targets(string page) => Shown(page).Where(t => t.StartsWith("target ", StringComparison.Ordinal));

    private static IEnumerable<string> Shown(string page) => page.Split("<span class=\"hostile\">").Skip(1).Select(p => p[..p.IndexOf('<', StringComparison.Ordinal)]);

    private static string? Next(string page)
    {
        var end = page.IndexOf("\" rel=\"next\"", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var start = page.LastIndexOf("href=\"", end, StringComparison.Ordinal) + "href=\"".Length;
        return WebUtility.HtmlDecode(page[start..end]);
    }

    private Task<bool> SeedAsync(string action, int entries) => host.Database.InTransactionAsync(
        async tx =>
        {
            for (var i = 1; i <= entries; i++)
            {
                await tx.Audit.AddAsync(Actor.User("somebody"), action, $"target {i}");
            }

            return true;
        },
        default);
}
