using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Engine.Storage;

/// <summary>A row of <c>callback_attempt</c>.</summary>
public sealed class AttemptRow
{
    public Guid Id { get; init; }

    public Guid CaseId { get; init; }

    public int Number { get; init; }

    public AttemptState State { get; init; }

    public required string Policy { get; init; }

    public required string PolicyVersion { get; init; }

    public required string Pbx { get; init; }

    public PhoneNumber CustomerNumber { get; init; }

    public string? Operator { get; init; }

    public required string Instance { get; init; }

    public long Fence { get; init; }

    public Instant StartedAt { get; init; }

    public Instant? CustomerDialledAt { get; init; }

    public Instant? TalkStartedAt { get; init; }
}

/// <summary>A row of <c>callback_leg</c>.</summary>
public sealed class LegRow
{
    public required string ChannelId { get; init; }

    public Guid AttemptId { get; init; }

    public LegRole Role { get; init; }

    public required string Pbx { get; init; }

    public required string Endpoint { get; init; }

    public Instant? DialledAt { get; init; }

    public Instant? AnsweredAt { get; init; }

    public Instant? EndedAt { get; init; }

    public int? Cause { get; init; }

    public int? SipCode { get; init; }
}
