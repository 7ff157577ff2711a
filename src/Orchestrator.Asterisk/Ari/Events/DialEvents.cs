using System.Text.Json.Serialization;

namespace Orchestrator.Asterisk.Ari;

/// <summary>Progress of a dial. With create-and-dial there may be no final one.</summary>
public sealed record Dial : AriEvent
{
    /// <summary>The channel that is dialled.</summary>
    public required AriChannel Peer { get; init; }

    public AriChannel? Caller { get; init; }

    /// <summary>Empty at the start, then RINGING, PROGRESS, and at the end ANSWER, BUSY, NOANSWER, …; coarser than the hang-up cause.</summary>
    [JsonPropertyName("dialstatus")]
    public required string DialStatus { get; init; }

    [JsonPropertyName("dialstring")]
    public string? DialString { get; init; }
}

public sealed record PlaybackStarted : AriEvent
{
    public required AriPlayback Playback { get; init; }
}

public sealed record PlaybackFinished : AriEvent
{
    public required AriPlayback Playback { get; init; }
}

public sealed record RecordingFailed : AriEvent
{
    public required AriRecording Recording { get; init; }
}
