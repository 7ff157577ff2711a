using System.Net;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Console;

public sealed class SignInTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Wrong = "wrong horse battery";

    [Fact]
    public async Task Get_NotSignedIn_LeadsToSigningInAndBack()
    {
        using var nobody = ConsoleClient.Of(host);

        using var answer = await nobody.GetAsync("/cases?state=ready");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/sign-in?then=%2Fcases%3Fstate%3Dready", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cases?state=ready", "/cases?state=ready")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task SignIn_Then_LeadsNowhereElse(string then, string where)
    {
        using var made = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var client = ConsoleClient.Of(host, made.Name);

        using var answer = await client.SignInAsync(then: then);

        Assert.Equal(where, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignIn_Cookie_IsForTheServerOnly()
    {
        using var made = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var client = ConsoleClient.Of(host, made.Name);

        using var answer = await client.SignInAsync();

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("orchestrator=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOnTheServer()
    {
        using var client = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var thief = ConsoleClient.Of(host);
        thief.Cookies.Add(client.Cookies.GetAllCookies());

        using var answer = await client.PostAsync("/sign-out", "/cases");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/cases")).StatusCode);
    }

    [Fact]
    public async Task SignIn_OverAnothersSession_DoesNotGoOnWithIt()
    {
        using var anna = await ConsoleClient.SignedInAsync(host, AccountRole.Administrator);
        using var boris = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        var token = ConsoleClient.TokenOf(await anna.PageAsync("/cases"));

        using var answer = await anna.SendAsync("/sign-in", ("name", boris.Name), ("password", ConsoleClient.Password), ("__RequestVerificationToken", token));

        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await anna.GetAsync("/cases")).StatusCode);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/language")]
    [InlineData("/account/password")]
    [InlineData("/access/users")]
    [InlineData("/access/keys")]
    [InlineData("/cases/00000000-0000-0000-0000-000000000001/call-now")]
    public async Task Post_WithoutItsToken_IsRefused(string path)
    {
        using var client = await ConsoleClient.SignedInAsync(host);
        using var stranger = await ConsoleClient.SignedInAsync(host);
        var strangers = ConsoleClient.TokenOf(await stranger.PageAsync("/cases"));

        using var without = await client.SendAsync(path, ("name", "x"));
        using var anothers = await client.SendAsync(path, ("name", "x"), ("__RequestVerificationToken", strangers));

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, anothers.StatusCode);
    }

    [Fact]
    public async Task Language_OfSomebodySignedIn_IsKeptWithTheAccount()
    {
        using var client = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var answer = await client.PostAsync("/language", "/cases", ("language", "ru"), ("then", "/cases"));
        using var elsewhere = ConsoleClient.Of(host, client.Name);
        using var signedIn = await elsewhere.SignInAsync();

        Assert.Contains("lang=\"ru\"", await client.PageAsync("/cases"), StringComparison.Ordinal);
        Assert.Contains("lang=\"ru\"", await elsewhere.PageAsync("/cases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WrongPasswordsForAUserAndForNobody_AreAnsweredAlikeAndThenLocked()
    {
        using var made = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var user = ConsoleClient.Of(host, made.Name);
        using var nobody = ConsoleClient.Of(host, "nobody-" + Guid.NewGuid().ToString("N"));

        for (var i = 1; i <= SignInRule.FreeFailures; i++)
        {
            var (ofUser, ofNobody) = (await RefusalAsync(user, Wrong), await RefusalAsync(nobody, Wrong));
            Assert.Equal(ofUser, ofNobody);
            Assert.Equal(i == SignInRule.FreeFailures, ofUser.Contains("Too many", StringComparison.Ordinal));
        }

        Assert.Contains("Too many", await RefusalAsync(user, ConsoleClient.Password), StringComparison.Ordinal);
        Assert.Contains("Too many", await RefusalAsync(nobody, Wrong), StringComparison.Ordinal);
        var (failed, _) = await host.Database.InTransactionAsync(tx => tx.Audit.ListAsync(new AuditFilter(Who: user.Name, Action: "sign_in.failed"), 100, null), default);
        Assert.Equal(SignInRule.FreeFailures, failed.Count);
        Assert.All(failed, f => Assert.Equal("127.0.0.1", f.Address));
        var (unknown, _) = await host.Database.InTransactionAsync(tx => tx.Audit.ListAsync(new AuditFilter(Target: SignIn.UnknownName), 100, null), default);
        Assert.DoesNotContain(unknown, u => $"{u.Actor}{u.Before}{u.After}".Contains(nobody.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_OfADisabledUser_IsAnsweredAsAWrongPassword()
    {
        using var made = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        await new Accounts(host.Database).DisableAsync(made.Name, Actor.CommandLine("test"), default);
        using var client = ConsoleClient.Of(host, made.Name);

        Assert.Equal("The name or the password is wrong.", await RefusalAsync(client, ConsoleClient.Password));
    }

    [Fact]
    public async Task Session_OlderThanASessionMayBe_IsOver()
    {
        using var client = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        await host.Database.InTransactionAsync(
            tx => tx.ExecuteAsync("update account_session set started_at = now() - interval '31 days', expires_at = started_at where account_id = (select id from account where name = @Name)", new { client.Name }), default);
        using var copy = ConsoleClient.Of(host); // the page before may be remembered for a moment; this class's host has seen none of this session yet
        copy.Cookies.Add(client.Cookies.GetAllCookies());

        using var answer = await copy.GetAsync("/cases");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<string> RefusalAsync(ConsoleClient client, string password)
    {
        using var answer = await client.SignInAsync(password);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        var alert = page.IndexOf("role=\"alert\">", StringComparison.Ordinal) + "role=\"alert\">".Length;
        return page[alert..page.IndexOf("</p>", alert, StringComparison.Ordinal)];
    }
}
