using System.Net;
using System.Text.RegularExpressions;
using Orchestrator.Access;
using Orchestrator.Storage;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>A person with a browser that runs no script: signed in, with forms sent as the page has them.</summary>
internal sealed partial class ConsoleVisitor : IDisposable
{
    private const string Password = "correct horse battery";
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = true, CookieContainer = new CookieContainer() };

    private ConsoleVisitor(Uri address) => Client = new HttpClient(handler) { BaseAddress = address };

    public HttpClient Client { get; }

    /// <summary>Somebody new of that role.</summary>
    public static async Task<ConsoleVisitor> SignInAsync(ApiHost host, AccountRole role)
    {
        var name = $"visitor-{Guid.NewGuid():N}";
        await host.Database.InTransactionAsync(tx => tx.AddAccountAsync(name, role, Passwords.Hash(Password)), default);
        var visitor = new ConsoleVisitor(host.Address);
        await visitor.PostAsync("/sign-in", "/sign-in", ("name", name), ("password", Password));
        return visitor;
    }

    public Task<string> GetAsync(string path) => Client.GetStringAsync(path);

    /// <summary>Sends a form of a page.</summary>
    /// <returns>The page that it leads to.</returns>
    public async Task<(Uri Address, string Page)> PostAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await GetAsync(page)).Groups["it"].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        using var answer = await Client.PostAsync(action, form);
        return (answer.RequestMessage!.RequestUri!, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        Client.Dispose();
        handler.Dispose();
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<it>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
