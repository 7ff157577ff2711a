namespace Orchestrator.Engine.PolicyFiles;

/// <summary>Has the open cases planned anew by the policies in force.</summary>
public interface IReplanning
{
    Task RunAsync(CancellationToken cancel);
}
