using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Core.Reasons;

/// <summary>Reasons as answers and notices have them: their English text.</summary>
internal sealed class ReasonText : JsonConverter<Reason>
{
    public override Reason? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() is { } text ? new Reason.Quoted(text) : null;

    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
