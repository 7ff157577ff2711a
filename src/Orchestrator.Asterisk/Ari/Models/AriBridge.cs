using System.Text.Json.Serialization;

namespace Orchestrator.Asterisk.Ari;

public sealed record AriBridge
{
    public required string Id { get; init; }

    /// <summary>simple_bridge, softmix, holding_bridge, native_rtp, …</summary>
    public string Technology { get; init; } = "";

    public string BridgeType { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Ids of the channels in it.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>From Asterisk 18.</summary>
    [JsonPropertyName("creationtime")]
    public DateTimeOffset? CreationTime { get; init; }
}
