using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Serialization.SystemTextJson;
using Orchestrator.Engine.Formats;

namespace Orchestrator.Engine.Storage;

/// <summary>Before and after as the audit keeps them: sets of words as their words, instants as ISO 8601.</summary>
internal static class AuditJson
{
    private static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), NodaConverters.InstantConverter },
    };

    public static string? Of(object? value) => value is null ? null : JsonSerializer.Serialize(value, Options);
}
