using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Somebody who looks at a <see cref="JobWorld"/>'s pages, without a browser: the cookies, and the token that Hangfire's pages send as a header.</summary>
internal sealed partial class JobVisitor : IDisposable
{
    private const string Password = "correct horse battery";

    private JobVisitor(JobWorld world) => Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = world.Address, Timeout = TimeSpan.FromMinutes(5) };

    public HttpClient Http { get; }

    public static JobVisitor Stranger(JobWorld world) => new(world);

    /// <summary>Makes an account of that role and signs in.</summary>
    public static async Task<JobVisitor> SignInAsync(JobWorld world, AccountRole role, string? name = null)
    {
        name ??= "u" + Words.Of(role);
        await world.Services.GetRequiredService<Accounts>().AddAsync(name, role, Password, Actor.CommandLine("tests"), default);
        var visitor = new JobVisitor(world);
        using var answer = await visitor.SubmitAsync(AccessSetup.SignInPath, AccessSetup.SignInPath, ("name", name), ("password", Password));
        return visitor;
    }

    /// <summary>A program with a key of that scope.</summary>
    public static async Task<JobVisitor> ProgramAsync(JobWorld world, string scope)
    {
        var key = ApiKey.New();
        await world.Database.InTransactionAsync(tx => tx.ApiKeys.AddAsync(scope, ApiKey.Hash(key), Words.Parse<ApiScope>(scope)), default);
        var visitor = new JobVisitor(world);
        visitor.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return visitor;
    }

    public Task<string> PageAsync(string path) => Http.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Sends a form of the console as the page <paramref name="from"/> has it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string from, params (string Name, string Value)[] fields)
    {
        var token = (await PageAsync(from)).Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        return await PostAsync(path, null, [.. fields, ("__RequestVerificationToken", token)]);
    }

    /// <summary>Presses a button of Hangfire's dashboard.</summary>
    public async Task<HttpResponseMessage> PressAsync(string path, params IEnumerable<string> jobs) =>
        await PostAsync("/hangfire" + path, await TokenAsync(), [.. jobs.Select(j => ("jobs[]", j))]);

    /// <summary>The token that stands in the head of Hangfire's pages.</summary>
    public async Task<string> TokenAsync() => Token().Match(await PageAsync("/hangfire/jobs/scheduled")).Groups["token"].Value;

    public async Task<HttpResponseMessage> PostAsync(string path, string? token, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        if (token is not null)
            request.Headers.Add("RequestVerificationToken", token);
        return await Http.SendAsync(request);
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("""<meta name="csrf-token" content="(?<token>[^"]+)">""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
