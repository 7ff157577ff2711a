using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Tests.Policies;
using Orchestrator.Web.Api;
using Orchestrator.Web.Api.Keys;
using Xunit;

namespace Orchestrator.Tests.Api;

public sealed class BareApiTests : IAsyncLifetime
{
    private BareApi api = null!;

    public async ValueTask InitializeAsync() => api = await BareApi.StartNewAsync();

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/cases")]
    [InlineData("/api/v1/cases/0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b")]
    [InlineData("/api/v1/missed-calls")]
    [InlineData("/api/v1/operators")]
    [InlineData("/api/v1/policies")]
    public async Task Get_WithoutAKey_Is401WithAProblem(string path)
    {
        using var answer = await api.Client.GetAsync(path);

        await AssertProblemAsync(answer, Problems.Unauthorized);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Get_WithSomethingThatIsNoKey_Is401WithoutAskingTheDatabase()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/policies");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret");

        using var answer = await api.Client.SendAsync(request);

        await AssertProblemAsync(answer, Problems.Unauthorized);
    }

    [Fact]
    public async Task Get_DatabaseAway_Is503AndSaysWhenToTryAgain()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/policies");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey.New());

        using var answer = await api.Client.SendAsync(request);

        await AssertProblemAsync(answer, Problems.Unavailable);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Get_NoSuchAddress_Is404WithAProblem()
    {
        using var answer = await api.Client.GetAsync("/api/v1/nothing");

        await AssertProblemAsync(answer, Problems.NotFound);
    }

    [Fact]
    public async Task Get_WhereOnlyPostIsTaken_Is405WithAProblem()
    {
        using var answer = await api.Client.GetAsync("/api/v1/cases/0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b/cancel");

        await AssertProblemAsync(answer, Problems.MethodNotAllowed);
    }

    [Fact]
    public async Task OpenApi_Document_HasEveryRouteBehindTheBearerScheme()
    {
        using var document = JsonDocument.Parse(await api.Client.GetStringAsync("/openapi/v1.json"));
        var root = document.RootElement;

        Assert.Equal("bearer", root.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer").GetProperty("scheme").GetString());
        Assert.Equal(Routes().Select(r => r.Split(' ')[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), root.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.All(
            root.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()),
            operation => Assert.Equal(JsonValueKind.Array, operation.Value.GetProperty("security")[0].GetProperty("Bearer").ValueKind));
        var openedAt = root.GetProperty("components").GetProperty("schemas").GetProperty("CaseView").GetProperty("properties").GetProperty("opened_at");
        Assert.Equal("date-time", Resolve(root, openedAt).GetProperty("format").GetString());
    }

    [Fact]
    public void Docs_ApiPage_NamesEveryRouteAndEveryProblem()
    {
        var page = File.ReadAllText(PolicyText.Shipped("docs/api.md"));

        Assert.All(Routes(), route => Assert.Contains($"`{route}", page, StringComparison.Ordinal));
        Assert.All(Problems.All, kind => Assert.Contains($"| `{kind.Word}` | {kind.Status} |", page, StringComparison.Ordinal));
    }

    /// <summary>Such as <c>GET /api/v1/cases/{id}</c>.</summary>
    private IEnumerable<string> Routes() =>
        from endpoint in api.Endpoints
        let path = endpoint.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal)
        where path.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select $"{method} {path}";

    private static JsonElement Resolve(JsonElement root, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name))
            : schema;

    private static async Task AssertProblemAsync(HttpResponseMessage answer, ProblemKind kind)
    {
        Assert.Equal((HttpStatusCode)kind.Status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(kind.Type, problem.RootElement.GetProperty("type").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
    }
}
