using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Engine.Formats;

/// <summary>The one way JSON is written here: snake_case, nulls kept.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };
}
