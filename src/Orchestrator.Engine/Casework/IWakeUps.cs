using NodaTime;

namespace Orchestrator.Engine.Casework;

/// <summary>
/// The port to the job engine: each planned attempt is a job there. The case's row is the truth; the job follows it, and at the due time it is the row that is read and decided upon.
/// Nothing here waits for the engine, and what it was not told of it finds in the rows.
/// </summary>
public interface IWakeUps
{
    /// <summary>A case was opened, moved, claimed or closed.</summary>
    /// <param name="dueIn">How long from now until it is to be decided upon; null: it does not wait.</param>
    void Changed(Guid caseId, Duration? dueIn);

    /// <summary>The decision upon a case failed: its job fails with it, and is retried.</summary>
    Task FailedAsync(Guid caseId, Exception fault, CancellationToken cancel);
}
