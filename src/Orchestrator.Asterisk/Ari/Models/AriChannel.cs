using System.Text.Json.Serialization;

namespace Orchestrator.Asterisk.Ari;

/// <summary>A channel as ARI describes it (rest-api/api-docs/channels.json). There is no linkedid.</summary>
public sealed record AriChannel
{
    /// <summary>The uniqueid.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Down, Rsrvd, OffHook, Dialing, Ring, Ringing, Up, Busy, …</summary>
    public required string State { get; init; }

    public AriCaller Caller { get; init; } = AriCaller.None;

    public AriCaller Connected { get; init; } = AriCaller.None;

    public AriDialplan Dialplan { get; init; } = AriDialplan.None;

    [JsonPropertyName("creationtime")]
    public DateTimeOffset? CreationTime { get; init; }

    public string Language { get; init; } = "";

    [JsonPropertyName("accountcode")]
    public string AccountCode { get; init; } = "";

    /// <summary>The SIP Call-ID where the channel is PJSIP; from Asterisk 18.</summary>
    public string? ProtocolId { get; init; }

    /// <summary>The dialled number that was redirected to us.</summary>
    public string? CallerRdnis { get; init; }

    /// <summary>Variables named in ari.conf's <c>channelvars</c>.</summary>
    [JsonPropertyName("channelvars")]
    public IReadOnlyDictionary<string, string>? Variables { get; init; }
}

/// <summary>Name and number of a party; empty where not known.</summary>
public sealed record AriCaller(string Name = "", string Number = "")
{
    internal static AriCaller None { get; } = new();
}

/// <summary>Where in the dialplan a channel is.</summary>
public sealed record AriDialplan(string Context = "", string Exten = "", long Priority = 0, string AppName = "", string AppData = "")
{
    internal static AriDialplan None { get; } = new();
}
