using System.Text.Json;

namespace Orchestrator.Asterisk.Ari;

/// <summary>
/// Everything that we read of ARI's events and models, by the names on the wire, to be held against the description that a running Asterisk
/// serves at <c>/ari/api-docs/*.json</c>.
/// </summary>
public static class AriContract
{
    internal static readonly Type[] EventTypes =
    [
        .. typeof(AriEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AriEvent)) && t != typeof(UnknownEvent)),
    ];

    private static readonly (string Model, Type Type)[] ModelTypes =
    [
        ("Channel", typeof(AriChannel)), ("CallerID", typeof(AriCaller)), ("DialplanCEP", typeof(AriDialplan)),
        ("Bridge", typeof(AriBridge)), ("Playback", typeof(AriPlayback)), ("LiveRecording", typeof(AriRecording)), ("Application", typeof(AriApplication)),
        ("AsteriskInfo", typeof(AriInfo)), ("SystemInfo", typeof(AriSystem)), ("StatusInfo", typeof(AriTimes)), ("Module", typeof(AriModule)),
        ("Variable", typeof(AriVariable)),
    ];

    /// <summary>Event name → the JSON fields that we read of it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Events { get; } =
        EventTypes.ToDictionary(t => t.Name, Fields, StringComparer.Ordinal);

    /// <summary>Model name → the JSON fields that we read of it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Models { get; } =
        ModelTypes.ToDictionary(m => m.Model, m => Fields(m.Type), StringComparer.Ordinal);

    /// <summary>
    /// What we read and the description does not know; empty when all is well. <paramref name="apiDocs"/> are the texts of events.json,
    /// channels.json, bridges.json, playbacks.json, recordings.json, applications.json and asterisk.json.
    /// </summary>
    public static IReadOnlyList<string> Compare(params IEnumerable<string> apiDocs)
    {
        var described = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in apiDocs)
            Collect(text, described, parents);

        var findings = new List<string>();
        foreach (var (name, fields) in Events.Concat(Models))
        {
            if (described.ContainsKey(name))
                findings.AddRange(fields.Where(f => !Knows(name, f)).Select(f => $"{name}.{f} is not in the description"));
            else
                findings.Add($"{name} is not in the description");
        }

        return findings;

        bool Knows(string model, string field)
        {
            for (string? at = model; at is not null; at = parents.GetValueOrDefault(at))
            {
                if (described.TryGetValue(at, out var fields) && fields.Contains(field))
                    return true;
            }

            return false;
        }
    }

    private static void Collect(string apiDoc, Dictionary<string, HashSet<string>> described, Dictionary<string, string> parents)
    {
        using var document = JsonDocument.Parse(apiDoc);
        if (!document.RootElement.TryGetProperty("models", out var models))
            return;
        foreach (var model in models.EnumerateObject())
        {
            described[model.Name] = model.Value.TryGetProperty("properties", out var properties)
                ? [.. properties.EnumerateObject().Select(p => p.Name)]
                : [];
            if (!model.Value.TryGetProperty("subTypes", out var children))
                continue;
            foreach (var child in children.EnumerateArray())
                parents[child.GetString() ?? ""] = model.Name;
        }
    }

    private static IReadOnlyList<string> Fields(Type type) => [.. AriJson.Default.GetTypeInfo(type)!.Properties.Select(p => p.Name)];
}
