namespace Orchestrator.Asterisk.Ari;

/// <summary>GET /applications/{app}: what an application is subscribed to.</summary>
public sealed record AriApplication
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> ChannelIds { get; init; }

    public required IReadOnlyList<string> BridgeIds { get; init; }
}

/// <summary>GET /asterisk/info, the parts we read.</summary>
public sealed record AriInfo
{
    public AriSystem? System { get; init; }

    public AriTimes? Status { get; init; }
}

/// <summary>Version such as "22.10.1", and the entity id (a MAC address by default).</summary>
public sealed record AriSystem(string Version, string EntityId);

public sealed record AriTimes(DateTimeOffset? StartupTime = null, DateTimeOffset? LastReloadTime = null);

public sealed record AriModule
{
    /// <summary>Such as <c>app_queue.so</c>.</summary>
    public required string Name { get; init; }

    /// <summary>"Running" or "Not Running".</summary>
    public string Status { get; init; } = "";
}
