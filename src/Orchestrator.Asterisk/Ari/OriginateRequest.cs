namespace Orchestrator.Asterisk.Ari;

/// <summary>POST /channels: makes a channel, dials at once, and hands it to the application when it answers.</summary>
public sealed record OriginateRequest
{
    /// <summary>Such as <c>PJSIP/101</c>. Never made from a caller ID unchecked.</summary>
    public required string Endpoint { get; init; }

    public required string App { get; init; }

    /// <summary>Comma-separated arguments of StasisStart.</summary>
    public string? AppArgs { get; init; }

    /// <summary>Ours to choose; while the channel lives a second request with it is answered 409.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The id of the second half of a Local channel.</summary>
    public string? OtherChannelId { get; init; }

    /// <summary><c>Name &lt;number&gt;</c> or a number.</summary>
    public string? CallerId { get; init; }

    /// <summary>How long it may ring; whole seconds. Without one it rings until the other side gives up.</summary>
    public required TimeSpan Timeout { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A channel whose formats and accountcode are taken over; not together with <see cref="Formats"/>.</summary>
    public string? Originator { get; init; }

    /// <summary>Comma-separated codecs, such as <c>alaw,ulaw</c>.</summary>
    public string? Formats { get; init; }
}

/// <summary>POST /channels/create: makes a channel in the application without dialling; wait for StasisStart, then <see cref="AriChannels.DialAsync"/>.</summary>
public sealed record CreateRequest
{
    /// <inheritdoc cref="OriginateRequest.Endpoint"/>
    public required string Endpoint { get; init; }

    public required string App { get; init; }

    /// <inheritdoc cref="OriginateRequest.AppArgs"/>
    public string? AppArgs { get; init; }

    /// <inheritdoc cref="OriginateRequest.ChannelId"/>
    public required string ChannelId { get; init; }

    /// <inheritdoc cref="OriginateRequest.OtherChannelId"/>
    public string? OtherChannelId { get; init; }

    /// <summary>From Asterisk 18.10.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc cref="OriginateRequest.Originator"/>
    public string? Originator { get; init; }

    /// <inheritdoc cref="OriginateRequest.Formats"/>
    public string? Formats { get; init; }
}
