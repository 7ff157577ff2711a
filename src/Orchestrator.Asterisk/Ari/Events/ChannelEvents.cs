using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Asterisk.Ari;

public sealed record ChannelCreated : AriEvent
{
    public required AriChannel Channel { get; init; }
}

public sealed record ChannelStateChange : AriEvent
{
    public required AriChannel Channel { get; init; }
}

/// <summary>The channel is gone. The place to read how a call ended; the Dial event tells less.</summary>
public sealed record ChannelDestroyed : AriEvent
{
    public required AriChannel Channel { get; init; }

    /// <summary>Q.850; 0 where Asterisk knows none.</summary>
    public required int Cause { get; init; }

    [JsonPropertyName("cause_txt")]
    public string CauseText { get; init; } = "";

    /// <summary>The SIP code; from Asterisk 20.17 and 22.7. Local channels hand none on.</summary>
    public int? TechCause { get; init; }
}

/// <summary>Somebody asked for a hang-up. With <see cref="Soft"/> the cause may be 32, which is a flag and not Q.850.</summary>
public sealed record ChannelHangupRequest : AriEvent
{
    public required AriChannel Channel { get; init; }

    public int? Cause { get; init; }

    public bool? Soft { get; init; }

    /// <inheritdoc cref="ChannelDestroyed.TechCause"/>
    public int? TechCause { get; init; }
}

public sealed record ChannelDtmfReceived : AriEvent
{
    public required AriChannel Channel { get; init; }

    /// <summary>0-9, A-D, * or #.</summary>
    public required string Digit { get; init; }

    public int DurationMs { get; init; }
}

public sealed record ChannelVarset : AriEvent
{
    public required string Variable { get; init; }

    public required string Value { get; init; }

    /// <summary>Null for a global variable.</summary>
    public AriChannel? Channel { get; init; }
}

/// <summary>A channel came to a new step of the dialplan.</summary>
public sealed record ChannelDialplan : AriEvent
{
    public required AriChannel Channel { get; init; }

    public string DialplanApp { get; init; } = "";

    public string DialplanAppData { get; init; } = "";
}

public sealed record ChannelCallerId : AriEvent
{
    public required AriChannel Channel { get; init; }

    public int CallerPresentation { get; init; }

    [JsonPropertyName("caller_presentation_txt")]
    public string CallerPresentationText { get; init; } = "";
}

public sealed record ChannelConnectedLine : AriEvent
{
    public required AriChannel Channel { get; init; }
}

/// <summary>UserEvent() of the dialplan or of ARI.</summary>
public sealed record ChannelUserevent : AriEvent
{
    [JsonPropertyName("eventname")]
    public required string EventName { get; init; }

    public AriChannel? Channel { get; init; }

    /// <summary>The event's own fields.</summary>
    [JsonPropertyName("userevent")]
    public JsonElement? Fields { get; init; }
}

public sealed record ChannelHold : AriEvent
{
    public required AriChannel Channel { get; init; }
}

public sealed record ChannelUnhold : AriEvent
{
    public required AriChannel Channel { get; init; }
}
