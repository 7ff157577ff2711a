using System.Text.Json.Nodes;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Tests.Policies;

/// <summary>A field that a schema describes.</summary>
internal sealed record SchemaField(string Path, JsonNode? Default, IReadOnlyList<JsonNode> Examples, IReadOnlyList<string> Words);

/// <summary>The fields of a schema, by their paths as the docs write them: <c>notify[].on</c>.</summary>
internal static class SchemaFields
{
    public static IEnumerable<SchemaField> Of(string name) => Under(JsonNode.Parse(PolicySchemas.Text(name))!, "", Definitions(name));

    /// <summary>A value at a path as YAML: <c>a: { b: value }</c>.</summary>
    public static string Nest(string path, string value)
    {
        var names = path.Split('.');
        return string.Join(": { ", names) + ": " + value + string.Concat(Enumerable.Repeat(" }", names.Length - 1)) + "\n";
    }

    private static JsonNode Definitions(string name) => JsonNode.Parse(PolicySchemas.Text(name))!["definitions"]!;

    private static IEnumerable<SchemaField> Under(JsonNode schema, string prefix, JsonNode definitions)
    {
        foreach (var (name, field) in schema["properties"]!.AsObject())
        {
            var path = prefix + name;
            yield return new SchemaField(path, field!["default"], [.. field["examples"]?.AsArray().OfType<JsonNode>() ?? []], [.. Words(field, definitions)]);
            var (inner, infix) = field["items"] is { } items ? (items, "[].") : (field, ".");
            if (inner["properties"] is not null)
            {
                foreach (var below in Under(inner, path + infix, definitions))
                {
                    yield return below;
                }
            }
        }
    }

    // Of the field itself, or of the items where one or more may be written.
    private static IEnumerable<string> Words(JsonNode field, JsonNode definitions) =>
        (field["enum"] ?? field["anyOf"]?[0]?["$ref"]?.GetValue<string>() switch
        {
            { } reference => definitions[reference.Split('/')[^1]]!["enum"],
            null => null,
        })?.AsArray().Select(w => w!.GetValue<string>()) ?? [];
}
