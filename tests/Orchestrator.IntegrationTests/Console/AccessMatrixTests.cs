using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Console;

/// <summary>
/// Every route of the route table × everybody who may come: nobody, each role, each key's scope. The right answers stand in <see cref="AccessRules"/>;
/// a new route without a rule there fails, and so does a rule without a route.
/// </summary>
public sealed partial class AccessMatrixTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public void EveryRoute_HasARule()
    {
        var routes = Routes().ToList();
        string[] wrong = [.. routes.Except(AccessRules.All.Keys).Select(r => $"no rule: {r}"), .. AccessRules.All.Keys.Except(routes).Select(r => $"no route: {r}")];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task EveryRoute_LetsInWhomItsRuleNamesAndNobodyElse()
    {
        var wrong = new List<string>();
        using var nobody = ConsoleClient.Of(host);
        await AskAllAsync(nobody.Http, "nobody", rule => rule is AccessRule.Anybody, wrong);
        foreach (var role in Enum.GetValues<AccountRole>())
        {
            using var person = await ConsoleClient.SignedInAsync(host, role);
            await AskAllAsync(person.Http, role.ToString(), rule => rule is AccessRule.Anybody || (rule is AccessRule.Person { Least: var least } && role.Includes(least)), wrong);
        }

        foreach (var scope in new[] { "read", "write", "admin" })
        {
            using var program = await host.ClientAsync(scope);
            await AskAllAsync(
                program, $"a {scope} key",
                rule => rule is AccessRule.Anybody || (rule is AccessRule.Program { Least: var least } && Scopes.IndexOf(scope) >= Scopes.IndexOf(least)), wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static readonly List<string> Scopes = ["read", "write", "admin"];

    private async Task AskAllAsync(HttpClient client, string who, Func<AccessRule, bool> mayPass, List<string> wrong)
    {
        foreach (var (route, rule) in AccessRules.All)
        {
            var (method, path) = (route.Split(' ')[0], Filled(route.Split(' ')[1]));
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead); // a stream of events never ends
            if (IsRefusal(answer) == mayPass(rule))
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{who}: {route} answered {(int)answer.StatusCode} {answer.Headers.Location}, its rule is {rule}"));
        }
    }

    /// <summary>What is let in without a form's token, a body or an id that exists may well fail; but not for who asks.</summary>
    private static bool IsRefusal(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString is var to
            && (to.Contains("/sign-in", StringComparison.Ordinal) || to.Contains("/forbidden", StringComparison.Ordinal)));

    private IEnumerable<string> Routes() => host.Routes.SelectMany(
        route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} /{route.RoutePattern.RawText!.Trim('/')}") ?? []).Distinct(StringComparer.Ordinal);

    private static string Filled(string pattern) =>
        Parameter().Replace(pattern, p => p.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString() : "1");

    [GeneratedRegex("{[^}]+}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
