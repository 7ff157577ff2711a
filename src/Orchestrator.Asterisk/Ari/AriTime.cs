using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Asterisk.Ari;

/// <summary>Asterisk writes <c>2026-11-21T10:00:00.123+0300</c>, an offset without a colon, which the framework's reader refuses.</summary>
internal sealed class AriTime : JsonConverter<DateTimeOffset>
{
    private const int Length = 28;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A time is a string.");
        var text = reader.ValueSpan;
        if (!reader.HasValueSequence && text.Length == Length && text[^5] is (byte)'+' or (byte)'-')
        {
            Span<byte> colon = stackalloc byte[Length + 1];
            text[..^2].CopyTo(colon);
            colon[^3] = (byte)':';
            text[^2..].CopyTo(colon[^2..]);
            if (Utf8Parser.TryParse(colon, out DateTimeOffset value, out var used, 'O') && used == colon.Length)
                return value;
        }

        return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
            ? parsed
            : throw new JsonException("Not a time.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture).Remove(26, 1));
}
