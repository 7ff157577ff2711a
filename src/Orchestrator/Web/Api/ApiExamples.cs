using System.Text.Json.Nodes;

namespace Orchestrator.Web.Api;

/// <summary>One example of each body, shown in the API's description: a file under <c>Examples</c>, named after the body's type.</summary>
internal static class ApiExamples
{
    private const string Resources = "examples/";

    /// <summary>An example of that type; null when there is none. Lists have one of their items.</summary>
    public static JsonNode? Of(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ListAnswer<>)
            ? Of(type.GetGenericArguments()[0]) is { } item ? new JsonObject { ["items"] = new JsonArray(item), ["next"] = null } : null
            : Read(type.Name);

    /// <summary>The first problem of that status.</summary>
    public static JsonNode? OfProblem(string status) => Problems.All.FirstOrDefault(k => k.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) == status) is { } kind
        ? new JsonObject { ["type"] = kind.Type, ["title"] = kind.Title, ["status"] = kind.Status, ["detail"] = "What exactly, and what would be right." }
        : null;

    private static JsonNode? Read(string name)
    {
        using var stream = typeof(ApiExamples).Assembly.GetManifestResourceStream($"{Resources}{name}.json");
        return stream is null ? null : JsonNode.Parse(stream);
    }
}
