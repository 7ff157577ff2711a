using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Asterisk.Ari;

/// <summary>Reads one message of the event socket. What cannot be read is counted and costs itself only.</summary>
internal sealed class AriEventReader(FaultCounter faults)
{
    public const string NotAnEvent = "not an event";

    /// <summary>Readers by event type; the names on the wire are the names of our records.</summary>
    private static readonly Dictionary<string, JsonTypeInfo> Readers = AriContract.EventTypes.ToDictionary(
        type => type.Name, type => AriJson.Default.GetTypeInfo(type)!, StringComparer.Ordinal);

    private static readonly (byte[] Name, JsonTypeInfo Reader)[][] ByLength = IndexByLength();

    public AriEvent? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var type = FindType(utf8, out var name);
            if (type is not null)
                return (AriEvent?)JsonSerializer.Deserialize(utf8, type);
            if (name is not null)
                return JsonSerializer.Deserialize(utf8, AriJson.Default.UnknownEvent)! with { Utf8 = utf8.ToArray() };
            faults.Count(NotAnEvent, $"{utf8.Length} bytes without a type");
        }
        catch (JsonException e)
        {
            // The path names fields, never values.
            faults.Count(FaultOf(utf8), $"{utf8.Length} bytes, at {e.Path ?? "the top"}");
        }
        catch (InvalidOperationException)
        {
            faults.Count(NotAnEvent, $"{utf8.Length} bytes, text that is no UTF-8");
        }

        return null;
    }

    private static string FaultOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return FindType(utf8, out _) is { } known ? $"malformed {known.Type.Name}" : NotAnEvent;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "not JSON";
        }
    }

    /// <summary>Looks at the top level only: a value deeper down that says "type" decides nothing.</summary>
    private static JsonTypeInfo? FindType(ReadOnlySpan<byte> utf8, out string? name)
    {
        name = null;
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
                return reader.TokenType == JsonTokenType.String ? Known(ref reader, out name) : null;
            reader.Skip();
        }

        return null;
    }

    private static JsonTypeInfo? Known(ref Utf8JsonReader reader, out string? name)
    {
        var text = reader.ValueSpan;
        if (!reader.ValueIsEscaped && text.Length < ByLength.Length)
        {
            foreach (var (known, type) in ByLength[text.Length])
            {
                if (text.SequenceEqual(known))
                {
                    name = type.Type.Name;
                    return type;
                }
            }
        }

        name = reader.GetString();
        return null;
    }

    private static (byte[] Name, JsonTypeInfo Reader)[][] IndexByLength() =>
    [
        .. Enumerable.Range(0, Readers.Keys.Max(n => n.Length) + 1).Select(length => Readers
            .Where(r => r.Key.Length == length)
            .Select(r => (System.Text.Encoding.UTF8.GetBytes(r.Key), r.Value))
            .ToArray()),
    ];
}
