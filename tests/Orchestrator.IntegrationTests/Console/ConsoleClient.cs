using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Console;

/// <summary>A browser without script: keeps cookies, takes the form token from the page that it looks at, posts forms, follows nothing by itself.</summary>
public sealed partial class ConsoleClient : IDisposable
{
    public const string Password = "correct horse battery";

    private static int lastName;

    private ConsoleClient(Uri address, string name)
    {
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        Name = name;
    }

    public HttpClient Http { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The user's name.</summary>
    public string Name { get; }

    /// <summary>A browser at which nobody is signed in.</summary>
    public static ConsoleClient Of(ApiHost host, string name = "nobody") => new(host.Address, name);

    /// <summary>Makes a user of that role and signs them in.</summary>
    public static async Task<ConsoleClient> SignedInAsync(ApiHost host, AccountRole role = AccountRole.Administrator, string? name = null)
    {
        name ??= string.Create(CultureInfo.InvariantCulture, $"u{Interlocked.Increment(ref lastName)}");
        var made = await new Accounts(host.Database).AddAsync(name, role, Password, Actor.CommandLine("test"), default);
        Assert.IsType<AccountChange.Done>(made);
        var client = Of(host, name);
        using var answer = await client.SignInAsync();
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public Task<HttpResponseMessage> SignInAsync(string password = Password, string? then = null) =>
        PostAsync("/sign-in", "/sign-in", ("name", Name), ("password", password), ("then", then ?? ""));

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>The page's text; the page must be there.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {path} answered {answer.StatusCode}, {answer.Headers.Location}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Posts a form that stands on the page <paramref name="from"/>.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string from, params (string Name, string Value)[] fields)
    {
        var token = TokenOf(await PageAsync(from));
        return await SendAsync(path, [.. fields, ("__RequestVerificationToken", token)]);
    }

    /// <summary>Posts a form that stands on the page <paramref name="from"/>, and goes where it leads.</summary>
    /// <returns>That page; of a refusal the refusal.</returns>
    public async Task<(string Address, string Page)> FollowAsync(string from, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(path, from, fields);
        return answer.Headers.Location is { } there ? (there.OriginalString, await PageAsync(there.OriginalString)) : (path, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Posts exactly these fields.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    /// <summary>Posts a form, and gives what the page says to it (<c>?said=</c>).</summary>
    public async Task<string> SayAsync(string path, string from, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(path, from, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"POST {path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        var said = Said().Match(answer.Headers.Location!.OriginalString);
        Assert.True(said.Success, $"POST {path} led to {answer.Headers.Location}");
        return Uri.UnescapeDataString(said.Groups["text"].Value);
    }

    public static string TokenOf(string page)
    {
        var token = Token().Match(page);
        Assert.True(token.Success, "There is no form on the page.");
        return WebUtility.HtmlDecode(token.Groups["token"].Value);
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex("[?&]said=(?<text>[^&#]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Said();
}
