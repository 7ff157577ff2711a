using System.Globalization;
using System.Net;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Console;

public sealed class UserTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string NewPassword = "quite another battery";

    [Fact]
    public async Task Add_User_SetsHisPasswordByALinkThatWorksOnce()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        var name = NewName();

        using var answer = await admin.PostAsync("/access/users", "/access", ("name", name), ("role", "operator"));
        var link = LinkIn(await answer.Content.ReadAsStringAsync());
        using var user = ConsoleClient.Of(host, name);
        var said = await user.SayAsync("/password", link, ("key", KeyOf(link)), ("password", NewPassword), ("again", NewPassword));
        using var signedIn = await user.SignInAsync(NewPassword);
        using var again = await user.PostAsync("/password", "/account", ("key", KeyOf(link)), ("password", NewPassword), ("again", NewPassword));

        Assert.StartsWith("The password is changed", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains(await AuditOfAsync(name), a => a is { Action: "account.add", Before: null, After: """{"role": "operator"}""" } && a.Actor == "user " + admin.Name);
    }

    [Fact]
    public async Task Reset_Password_EndsSessionsAndTheOldPassword()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        using var user = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        await user.PageAsync("/cases");

        using var answer = await admin.PostAsync($"/access/users/{user.Name}/reset", $"/access/users/{user.Name}");

        Assert.Contains("/password?key=", LinkIn(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await user.GetAsync("/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await user.SignInAsync()).StatusCode);
    }

    [Fact]
    public async Task SetRole_User_IsAuditedWithBeforeAndAfterAndEndsHisSessions()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        using var user = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        var said = await admin.SayAsync($"/access/users/{user.Name}/role", $"/access/users/{user.Name}", ("role", "supervisor"));

        Assert.Equal("Done.", said);
        Assert.Equal(HttpStatusCode.Redirect, (await user.GetAsync("/cases")).StatusCode);
        Assert.Contains(await AuditOfAsync(user.Name), a => a is { Action: "account.role", Before: """{"role": "viewer"}""", After: """{"role": "supervisor"}""", Address: "127.0.0.1" });
    }

    [Fact]
    public async Task DisableAndEnable_User_TakesEffectAtOnce()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        using var user = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        var page = $"/access/users/{user.Name}";

        await admin.SayAsync($"{page}/disable", page);
        var (shut, refused) = (await user.GetAsync("/cases"), await user.SignInAsync());
        await admin.SayAsync($"{page}/enable", page);
        var welcome = await user.SignInAsync();

        Assert.Equal(HttpStatusCode.Redirect, shut.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, welcome.StatusCode);
    }

    [Fact]
    public async Task End_OneSession_LeavesTheOthers()
    {
        using var admin = await ConsoleClient.SignedInAsync(host);
        using var user = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var second = ConsoleClient.Of(host, user.Name);
        await second.SignInAsync();
        await user.PageAsync("/account");
        var own = await second.PageAsync("/account");
        var first = Between(own, "action=\"/account/sessions/", "/end");

        var said = await admin.SayAsync($"/access/users/{user.Name}/sessions/{first}/end", $"/access/users/{user.Name}");

        Assert.Equal("Done.", said);
        Assert.Equal(HttpStatusCode.Redirect, (await user.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task End_SessionOfAnother_IsNotFound()
    {
        using var user = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var other = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        var session = await host.Database.InTransactionAsync(
            tx => tx.GetAsync<Guid>("select s.id from account_session s join account a on a.id = s.account_id where a.name = @Name", new { other.Name }), default);

        using var answer = await user.PostAsync($"/account/sessions/{session}/end", "/account");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task ChangePassword_Own_NeedsThePresentOneAndEndsOtherSessions()
    {
        using var user = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var other = ConsoleClient.Of(host, user.Name);
        await other.SignInAsync();

        var wrong = await user.SayAsync("/account/password", "/account", ("present", "no such password"), ("password", NewPassword), ("again", NewPassword));
        var right = await user.SayAsync("/account/password", "/account", ("present", ConsoleClient.Password), ("password", NewPassword), ("again", NewPassword));

        Assert.Equal("That is not the current password.", wrong);
        Assert.StartsWith("The password is changed", right, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await user.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account")).StatusCode);
        Assert.Equal(["account.password", "account.password_failed"], (await AuditOfAsync(user.Name)).Select(a => a.Action).Where(a => a.StartsWith("account.password", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pages_OfAccess_AreForAdministratorsOnly()
    {
        using var supervisor = await ConsoleClient.SignedInAsync(host, AccountRole.Supervisor);

        foreach (var path in new[] { "/access", "/access/keys", "/access/audit", "/access/audit.csv", $"/access/users/{supervisor.Name}" })
        {
            using var answer = await supervisor.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private static string NewName() => string.Create(CultureInfo.InvariantCulture, $"new-{Guid.NewGuid():N}");

    private static string LinkIn(string page) => new Uri(WebUtility.HtmlDecode(Between(page, "data-secret=\"link\">", "</code>"))).PathAndQuery;

    private static string KeyOf(string link) => link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(start >= 0, $"'{before}' is not in the page.");
        start += before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }

    private async Task<IReadOnlyList<AuditEntry>> AuditOfAsync(string target) =>
        (await host.Database.InTransactionAsync(tx => tx.Audit.ListAsync(new AuditFilter(Target: target), 100, null), default)).Entries;
}
