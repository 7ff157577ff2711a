namespace Orchestrator.Asterisk.Ari;

public sealed record AriPlayback
{
    public required string Id { get; init; }

    public string MediaUri { get; init; } = "";

    /// <summary><c>channel:ID</c> or <c>bridge:ID</c>.</summary>
    public string TargetUri { get; init; } = "";

    /// <summary>queued, playing, continuing, done, failed, canceled.</summary>
    public required string State { get; init; }
}
