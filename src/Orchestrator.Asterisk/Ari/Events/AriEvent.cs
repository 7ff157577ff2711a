using System.Text;
using System.Text.Json.Serialization;

namespace Orchestrator.Asterisk.Ari;

/// <summary>
/// An event of a Stasis application (rest-api/api-docs/events.json). A <c>required</c> member is one without which the event is of no use:
/// an event that lacks it is counted as malformed and skipped.
/// </summary>
public abstract record AriEvent
{
    private protected AriEvent()
    {
    }

    public required string Type { get; init; }

    public string Application { get; init; } = "";

    /// <summary>Asterisk's clock; null where it sends none.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}

/// <summary>An event of a type that we do not know, whole.</summary>
public sealed record UnknownEvent : AriEvent
{
    [JsonIgnore]
    public ReadOnlyMemory<byte> Utf8 { get; internal init; }

    /// <summary>The type only: the rest may be phone numbers.</summary>
    public override string ToString() => $"UnknownEvent {Type}";

    public string Json() => Encoding.UTF8.GetString(Utf8.Span);
}
