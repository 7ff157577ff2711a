using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;
using Xunit;

namespace Orchestrator.Tests.Api;

/// <summary>The API's description, as a generator of clients reads it.</summary>
public sealed class ApiExamplesTests : IAsyncLifetime
{
    private BareApi api = null!;
    private string text = "";

    public async ValueTask InitializeAsync()
    {
        api = await BareApi.StartNewAsync();
        text = await api.Client.GetStringAsync("/openapi/v1.json");
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public void Description_Read_IsValid()
    {
        var read = OpenApiDocument.Parse(text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.NotEmpty(read.Document!.Paths);
    }

    [Fact]
    public void Operations_All_HaveASummary() =>
        Assert.All(Operations(), o => Assert.False(string.IsNullOrEmpty(o.Value?["summary"]?.GetValue<string>()), o.Key));

    [Fact]
    public void Bodies_OfJson_HaveAnExample()
    {
        var bodies =
            from operation in Operations()
            let request = operation.Value!["requestBody"] is { } body ? [("request", body)] : Array.Empty<(string, JsonNode)>()
            from part in operation.Value["responses"]!.AsObject().Select(r => (r.Key, r.Value!)).Concat(request)
            from media in part.Item2["content"]?.AsObject() ?? []
            where media.Key is "application/json" or "application/problem+json"
            select ($"{operation.Key} {part.Item1}", media.Value!["example"]);

        Assert.All(bodies, body => Assert.True(body.Item2 is not null, $"{body.Item1} has no example: add src/Orchestrator/Api/Examples/TYPE.json"));
    }

    /// <summary>An example that lacks a field, or has one too many, is no example any more.</summary>
    [Fact]
    public void Examples_Read_AreWhatTheirTypesWrite()
    {
        var types = typeof(Problems).Assembly.GetTypes().Concat(typeof(Database).Assembly.GetTypes()).ToList();
        var examples = typeof(Problems).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("examples/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, resource =>
        {
            var type = Assert.Single(types, t => $"examples/{t.Name}.json" == resource);
            var example = ApiExamples.Of(type)!;
            var written = JsonSerializer.SerializeToNode(example.Deserialize(type, ApiJson.Options), type, ApiJson.Options);
            Assert.True(JsonNode.DeepEquals(example, written), $"{resource} is {example.ToJsonString()}, and its type writes {written!.ToJsonString()}");
        });
    }

    private IEnumerable<KeyValuePair<string, JsonNode?>> Operations() =>
        from path in JsonNode.Parse(text)!["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select KeyValuePair.Create($"{operation.Key} {path.Key}", operation.Value);
}
