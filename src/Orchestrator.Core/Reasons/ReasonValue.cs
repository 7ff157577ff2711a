using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Core.Reasons;

/// <summary>Reasons as values within other JSON, for options that keep what is said in any language later.</summary>
public sealed class ReasonValue : JsonConverter<Reason>
{
    public override Reason? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonNode.Parse(ref reader) switch
    {
        null => null,
        JsonObject value => ReasonJson.Read(value.ToJsonString()) ?? new Reason.Quoted(value.ToJsonString()),
        var text => new Reason.Quoted(text.ToString()),
    };

    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options) => ReasonJson.ToNode(value).WriteTo(writer);
}
