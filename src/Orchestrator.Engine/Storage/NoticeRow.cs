using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.Storage;

/// <summary>A notice that was claimed for a delivery.</summary>
public sealed class NoticeRow
{
    public Guid Id { get; init; }

    public NoticeEvent Event { get; init; }

    public NoticeChannel Channel { get; init; }

    public required string Target { get; init; }

    public required string Lane { get; init; }

    /// <summary>A <c>NoticePayload</c>, as it goes out.</summary>
    public required string Payload { get; init; }

    /// <summary>This one included.</summary>
    public int Tries { get; init; }
}
