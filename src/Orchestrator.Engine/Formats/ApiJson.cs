using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Orchestrator.Engine.Formats;

/// <summary>JSON as outsiders get it: as everywhere here, with instants as ISO 8601 in UTC with their offset.</summary>
public static class ApiJson
{
    /// <summary>For answers of the API.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(Json.Options));

    /// <summary>For people's eyes and pipes: <c>--json</c>.</summary>
    public static JsonSerializerOptions Indented { get; } = Configure(new JsonSerializerOptions(Json.Options) { WriteIndented = true });

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = Json.Options.PropertyNamingPolicy;
        options.DictionaryKeyPolicy = Json.Options.DictionaryKeyPolicy;
        options.DefaultIgnoreCondition = Json.Options.DefaultIgnoreCondition;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // a plus is a plus; the answers are never HTML, and say so (nosniff)
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow; // a misspelt field of a request is told, not ignored
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)); // as Words writes them
        return options;
    }

    /// <summary>Noda Time's own would write <c>Z</c> for the offset, take no other, and not say what is right.</summary>
    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && Times.Parse(text) is { } at ? at : throw new JsonException(Times.Expected);

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture));
    }
}
