using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Core.Replay;

/// <summary>A call of the past, as a replay takes it: missed, or answered by a person.</summary>
/// <param name="At">When it was lost, or when it was answered.</param>
/// <param name="CallerNumber">As sent by the caller: hostile.</param>
/// <param name="Missed">Why it was missed; null: it was answered.</param>
/// <param name="Queue">The last queue the caller was in, or null.</param>
/// <param name="Did">The number that the caller dialled, or null when nobody knows.</param>
/// <param name="Waited">How long the caller waited, or null when nobody knows.</param>
public sealed record HistoricCall(Instant At, string? CallerNumber, MissReason? Missed, string? Queue = null, string? Did = null, Duration? Waited = null);
