using System.Text.Json.Nodes;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>The JSON Schemas (draft-07) of the files, for editors. They accept what the loader accepts, as far as a schema can tell.</summary>
public static class PolicySchemas
{
    /// <summary>The words of <see cref="Text"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["policy", "numbers", "defaults"];

    /// <exception cref="ArgumentException">There is no schema of that name.</exception>
    public static string Text(string name) => name == "defaults" ? OfDefaults() : Resource(name);

    // A policy without what each policy says for itself.
    private static string OfDefaults()
    {
        var schema = JsonNode.Parse(Resource("policy"))!.AsObject();
        schema["title"] = "Defaults of callback policies";
        schema.Remove("required");
        schema["properties"]!.AsObject().Remove("policy");
        schema["properties"]!.AsObject().Remove("covers");
        return schema.ToJsonString(new() { WriteIndented = true });
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PolicySchemas).Assembly.GetManifestResourceStream($"schemas/{name}.schema.json")
            ?? throw new ArgumentException($"There is no schema '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
