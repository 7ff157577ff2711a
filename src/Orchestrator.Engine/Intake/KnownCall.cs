using NodaTime;

namespace Orchestrator.Engine.Intake;

/// <summary>What is known of a call in progress, as it is kept over a restart.</summary>
public sealed record KnownCall(
    string CallId,
    Instant StartedAt,
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> Callers,
    string? CallerNumber,
    string? CallerName,
    string? Did,
    bool HidesNumber,
    bool IsOriginated,
    string? Endpoint,
    bool Tracked,
    bool Rang,
    bool Answered,
    string? ServedBy,
    string? TriedQueue,
    IReadOnlyList<KnownVisit> Visits);

/// <summary>A stay in a queue of a call in progress.</summary>
public sealed record KnownVisit(
    string? Queue, Instant JoinedAt, int? Position, Duration? Waited, bool Abandoned, bool Left, bool IsAbandonedUnseen, bool Served, string? Status);

/// <summary>The calls in progress on one PBX.</summary>
/// <param name="HeardUntil">Until when everything that happened was heard; null: nothing ever was.</param>
/// <param name="Concluded">Callers whose calls are over and told of, the latest ones.</param>
public sealed record KnownCalls(Instant? HeardUntil, IReadOnlyList<KnownCall> Calls, IReadOnlyList<string> Concluded);
