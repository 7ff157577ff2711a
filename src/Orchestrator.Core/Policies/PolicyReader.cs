namespace Orchestrator.Core.Policies;

/// <summary>Reads a policy from the nodes of its file. Reports everything that is wrong at once.</summary>
public static class PolicyReader
{
    /// <param name="root">The file's content.</param>
    /// <param name="version">The file's <see cref="PolicyVersion"/>.</param>
    public static PolicyReading Read(SourceNode root, string version) => throw new NotSupportedException("Not written yet.");
}
