namespace Orchestrator.Asterisk.Ari;

/// <summary>Where an ARI is, who we are there, which Stasis applications we are, and how long anything may take.</summary>
public sealed record AriOptions
{
    /// <summary>With the path: <c>http://host:8088/ari</c>. With https the event socket is wss.</summary>
    public required Uri Url { get; init; }

    public required string User { get; init; }

    /// <summary>Never appears in logs, exceptions, URLs or <see cref="ToString"/>.</summary>
    public required string Password { get; init; }

    /// <summary>Stasis applications that this client registers and gets events of; none for a client that only asks.</summary>
    public required IReadOnlyList<string> Apps { get; init; }

    /// <summary>
    /// The one of <see cref="Apps"/> that belongs to nobody else. Losing it ends the connection, whatever else is held: two connections that register
    /// at the same moment can each end up with half of the applications. With it, an application that others took is taken back once nobody has it.
    /// </summary>
    public string? Own { get; init; }

    /// <summary>TCP connect, TLS and WebSocket handshake together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>One REST call, from sending to the end of its answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Asterisk sends no pings of its own.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A WebSocket ping not answered within this time ends the connection.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often an event goes round from REST to the socket: the socket can live while REST hangs (asterisk #1962, #2078), and both while no event arrives.
    /// </summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan ReconnectMin { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan ReconnectMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Pause after a 401 or 403: wrong credentials do not mend themselves.</summary>
    public TimeSpan AuthRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Below the 15 s after which Asterisk closes an idle connection (<c>session_keep_alive</c> in http.conf).</summary>
    public TimeSpan PooledIdle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Far below the 100 of Asterisk's <c>sessionlimit</c>: over it connections are just closed, other people's too.</summary>
    public int MaxConnections { get; init; } = 16;

    /// <summary>Signals buffered for the consumer. When it is full the connection is given up with <see cref="GapReason.Overflow"/>.</summary>
    public int SignalCapacity { get; init; } = 65_536;

    /// <summary>Largest event in bytes. A larger one is skipped and counted; the connection goes on.</summary>
    public int MaxMessage { get; init; } = 1 << 20;

    public override string ToString() => $"{User}@{Url.Host}:{Url.Port} ({string.Join(',', Apps)})";
}
