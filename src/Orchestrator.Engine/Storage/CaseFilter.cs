using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Engine.Storage;

public enum CaseOrder
{
    /// <summary>Newest first.</summary>
    Opened,

    /// <summary>Open cases, the next step first.</summary>
    Next,
}

/// <summary>Which cases, in which order. What is null does not matter.</summary>
/// <param name="Number">As it is asked for: what is no E.164 number is found nowhere.</param>
/// <param name="From">Opened then or later.</param>
/// <param name="To">Opened before.</param>
/// <param name="Order">What comes first.</param>
public sealed record CaseFilter(
    CaseState? State = null, Disposition? Disposition = null, string? Policy = null, string? Queue = null, string? Number = null,
    Instant? From = null, Instant? To = null, CaseOrder Order = CaseOrder.Opened);
