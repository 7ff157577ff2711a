using NodaTime;

namespace Orchestrator.Cases;

/// <summary>
/// The port to the job engine: "look at this case then". A wake-up is a hint that carries the case's id only; the row is the truth,
/// and is read and decided upon again. A lost wake-up is repaired by the sweep.
/// </summary>
public interface IWakeUps
{
    /// <summary>Schedules the case's wake-up, or moves it.</summary>
    Task ScheduleAsync(Guid caseId, Instant at, CancellationToken cancel);
}
