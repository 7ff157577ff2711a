namespace Orchestrator.Engine.Notify;

/// <summary>A notice that was claimed for a delivery.</summary>
public sealed class NoticeRow
{
    public Guid Id { get; init; }

    public required string Event { get; init; }

    public required string Channel { get; init; }

    public required string Target { get; init; }

    public required string Lane { get; init; }

    /// <summary>A <see cref="NoticePayload"/>, as it goes out.</summary>
    public required string Payload { get; init; }

    /// <summary>This one included.</summary>
    public int Tries { get; init; }
}
