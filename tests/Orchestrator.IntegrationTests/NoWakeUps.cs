using NodaTime;
using Orchestrator.Engine.Casework;

namespace Orchestrator.IntegrationTests;

/// <summary>No job follows a case: for parts of the program that are looked at without the job engine.</summary>
internal sealed class NoWakeUps : IWakeUps
{
    public void Changed(Guid caseId, Duration? dueIn)
    {
        // nobody follows
    }

    public Task FailedAsync(Guid caseId, Exception fault, CancellationToken cancel) => Task.CompletedTask;
}
