using System.Net;
using System.Net.Http.Headers;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.IntegrationTests.Console;

public sealed class KeyTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Add_Key_IsShownOnceAndWorksUntilItIsRevoked()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        using var made = await admin.PostAsync("/access/keys", "/access/keys", ("name", "crm <b>"), ("scope", "read"), ("expires", ""));
        var key = KeyIn(await made.Content.ReadAsStringAsync());

        var before = await StatusAsync(key);
        var list = await admin.PageAsync("/access/keys");
        var said = await admin.SayAsync("/access/keys/revoke", "/access/keys", ("name", "crm <b>"));

        Assert.Equal(HttpStatusCode.OK, before);
        Assert.DoesNotContain(key, list, StringComparison.Ordinal);
        Assert.Contains(ApiKey.Beginning(key), list, StringComparison.Ordinal);
        Assert.Contains("crm &lt;b&gt;", list, StringComparison.Ordinal);
        Assert.Equal("Done.", said);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        var (audit, _) = await host.Database.InTransactionAsync(tx => tx.Audit.ListAsync(new AuditFilter(Target: "crm <b>"), 10, null), default);
        Assert.Equal(["api_key.revoke", "api_key.add"], audit.Select(a => a.Action));
        Assert.DoesNotContain(audit, a => $"{a.Before}{a.After}".Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_ThatExpired_IsRefusedAtOnce()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        var day = LocalDatePattern.Iso.Format((await host.Database.InTransactionAsync(tx => Task.FromResult(tx.Now), default)).InUtc().Date.PlusDays(2));
        using var made = await admin.PostAsync("/access/keys", "/access/keys", ("name", "short"), ("scope", "read"), ("expires", day));
        var key = KeyIn(await made.Content.ReadAsStringAsync());

        var before = await StatusAsync(key);
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("update api_key set expires_at = now() where name = 'short'"), default);

        Assert.Equal(HttpStatusCode.OK, before);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(key));
        Assert.Contains("expired", await admin.PageAsync("/access/keys"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "read", "")]
    [InlineData("x", "root", "")]
    [InlineData("x\ny", "read", "")]
    [InlineData("x", "read", "2020-01-01")]
    [InlineData("x", "read", "soon")]
    public async Task Add_WhatIsNoKey_IsRefused(string name, string scope, string expires)
    {
        using var admin = await ConsoleClient.SignedInAsync(host);

        var said = await admin.SayAsync("/access/keys", "/access/keys", ("name", name), ("scope", scope), ("expires", expires));

        Assert.StartsWith("Give a ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Use_OfAKey_IsNotedAtMostOnceAMinute()
    {
        var key = await new ApiKeys(host.Database).AddAsync("busy", ApiScope.Read, null, Actor.CommandLine("test"), default);
        await StatusAsync(key!);
        var first = await LastUsedAsync();
        await StatusAsync(key!);

        Assert.NotNull(first);
        Assert.Equal(first, await LastUsedAsync());

        Task<Instant?> LastUsedAsync() => host.Database.InTransactionAsync(tx => tx.GetAsync<Instant?>("select last_used_at from api_key where name = 'busy'"), default);
    }

    private static string KeyIn(string page)
    {
        var start = page.IndexOf("data-secret=\"key\">", StringComparison.Ordinal);
        Assert.True(start >= 0, "There is no key on the page.");
        start += "data-secret=\"key\">".Length;
        return page[start..page.IndexOf('<', start)];
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var client = await host.ClientAsync(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.GetAsync("/api/v1/policies");
        return answer.StatusCode;
    }
}
