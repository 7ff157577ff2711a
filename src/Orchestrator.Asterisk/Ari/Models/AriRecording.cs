namespace Orchestrator.Asterisk.Ari;

/// <summary>A recording under way, LiveRecording in ARI's words.</summary>
public sealed record AriRecording
{
    public required string Name { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Cause { get; init; }
}
