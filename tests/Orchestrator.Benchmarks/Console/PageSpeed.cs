using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Access;
using Orchestrator.Cli;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Rig;
using Orchestrator.Rig.Postgres;
using Orchestrator.Web;

namespace Orchestrator.Benchmarks.Console;

/// <summary>Every page of the console, and the lists of the API, over a million missed calls and 300,000 cases. Beside each page's time the part that its SQL took.</summary>
internal static partial class PageSpeed
{
    private const int MissedCalls = 1_000_000;
    private const int Cases = 300_000;
    private const int Warmups = 3;
    private const int Requests = 40;
    private const string Password = "correct horse battery staple";
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(300);

    public static async Task<bool> RunAsync(TextWriter output)
    {
        await using var postgres = await PrivatePostgres.StartNewAsync();
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var app = await HostAsync(connectionString);
        await output.WriteLineAsync($"The console with {MissedCalls:N0} missed calls and {Cases:N0} cases");
        await CallHistory.SeedAsync(connectionString, MissedCalls, Cases);
        await app.StartAsync();
        using var browser = await SignInAsync(app);
        using var clock = new RequestClock();
        var passed = true;
        foreach (var (name, path) in await PagesAsync(browser))
        {
            for (var i = 0; i < Warmups; i++)
                await GetAsync(browser, path);
            await Until.TrueAsync(() => clock.Count >= Warmups, what: "the server has told of every warm-up"); // it tells after its answer
            clock.Take();
            for (var i = 0; i < Requests; i++)
                await GetAsync(browser, path);
            await Until.TrueAsync(() => clock.Count == Requests, what: "the server has told of every request");
            var timings = clock.Take();
            var (server, sql) = (P95(timings, t => t.Server), P95(timings, t => t.Sql));
            passed &= server <= Target;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-34} p95 {server.TotalMilliseconds,7:N1} ms   SQL alone {sql.TotalMilliseconds,7:N1} ms{(server <= Target ? "" : "   MISS")}"));
        }

        await app.StopAsync(); // before its database goes
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  target: each p95 <= {Target.TotalMilliseconds:N0} ms on the server's side: {(passed ? "PASS" : "MISS")}"));
        return passed;
    }

    private static TimeSpan P95(IEnumerable<Timing> timings, Func<Timing, TimeSpan> part) => timings.Select(part).Order().ElementAt(Requests * 95 / 100 - 1);

    /// <summary>The daemon without its PBX: nobody answers at that address, and nobody is called.</summary>
    private static async Task<WebApplication> HostAsync(string connectionString)
    {
        var builder = WebApplication.CreateBuilder();
        ConfigurationSources.Fill(
            builder.Configuration,
            [
                $"--ConnectionStrings:Orchestrator={connectionString}",
                $"--Orchestrator:Policies={Path.Combine(RigFiles.Repository, "policies", "shop")}",
                $"--Orchestrator:Spool={RigFiles.Artifact("spool")}",
                "--Orchestrator:Pbx:0:Name=pbx1", "--Orchestrator:Pbx:0:Ami:Host=127.0.0.1", "--Orchestrator:Pbx:0:Ami:Port=1", "--Orchestrator:Pbx:0:Ami:User=u",
                "--Orchestrator:Pbx:0:Ami:Secret=s", "--Orchestrator:Pbx:0:Ari:Url=http://127.0.0.1:1/ari", "--Orchestrator:Pbx:0:Ari:User=u", "--Orchestrator:Pbx:0:Ari:Password=p",
            ],
            "Benchmark");
        builder.AddEngine();
        builder.AddWeb();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseWeb();
        app.Urls.Add("http://127.0.0.1:0");
        await app.Services.GetRequiredService<Migrator>().ApplyAsync(default);
        return app;
    }

    private static async Task<HttpClient> SignInAsync(WebApplication app)
    {
        await app.Services.GetRequiredService<Accounts>().AddAsync("bench", AccountRole.Administrator, Password, Actor.CommandLine("benchmark"), default);
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.First()) };
        var token = WebUtility.HtmlDecode(Token().Match(await GetAsync(browser, "/sign-in")).Groups["it"].Value);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "bench", ["password"] = Password, ["__RequestVerificationToken"] = token });
        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        return answer.StatusCode == HttpStatusCode.OK ? browser : throw new InvalidOperationException($"Signing in answered {answer.StatusCode}.");
    }

    /// <summary>The pages by name; those that need an id take it from a list.</summary>
    private static async Task<IReadOnlyList<(string Name, string Path)>> PagesAsync(HttpClient browser)
    {
        var cases = await GetAsync(browser, "/cases");
        var calls = await GetAsync(browser, "/missed-calls");
        var audit = await GetAsync(browser, "/access/audit");
        var oneCase = CaseLink().Match(cases).Value;
        var id = oneCase["/cases/".Length..];
        return
        [
            ("wallboard", "/"),
            ("wallboard on the wall", "/wallboard/tv"),
            ("cases", "/cases"),
            ("cases, second page", NextOf(cases)),
            ("cases, a rare state", "/cases?state=ready"),
            ("cases, by the next step", "/cases?order=next"),
            ("cases of one queue", "/cases?queue=sales-queue"),
            ("cases of a queue that is none", "/cases?queue=nobody"),
            ("cases of one number", "/cases?number=%2B79160000042"),
            ("one case", oneCase),
            ("missed calls", "/missed-calls"),
            ("missed calls, second page", NextOf(calls)),
            ("missed calls of one queue", "/missed-calls?queue=sales-queue"),
            ("missed calls, full queues", "/missed-calls?reason=queue_full"),
            ("gaps", "/gaps"),
            ("missed calls without a case", "/missed-calls?case=without"),
            ("numbers", "/numbers"),
            ("one number", $"/numbers/{id}"),
            ("jobs", "/jobs"),
            ("policies", "/policies"),
            ("one policy", "/policies/shop"),
            ("its versions", "/policies/shop/versions"),
            ("its week", "/policies/shop/calendar"),
            ("explaining a miss", "/policies/shop/explain"),
            ("users", "/access"),
            ("API keys", "/access/keys"),
            ("audit", "/access/audit"),
            ("audit, second page", NextOf(audit)),
            ("audit of one person", "/access/audit?who=u7"),
            ("own account", "/account"),
        ];
    }

    private static string NextOf(string page) => WebUtility.HtmlDecode(NextLink().Match(page).Groups["it"].Value);

    private static async Task<string> GetAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsStringAsync()
            : throw new InvalidOperationException($"GET {path} answered {answer.StatusCode}.");
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<it>[^\"]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex("/cases/[0-9a-f-]{36}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CaseLink();

    [GeneratedRegex("href=\"(?<it>[^\"]+)\" rel=\"next\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextLink();
}
