using Orchestrator.Core.Policies;

namespace Orchestrator.Policies;

/// <summary>Loads the policy files of a directory. Everything that is wrong becomes a finding; nothing is thrown.</summary>
public static class PolicyDirectory
{
    /// <summary>Reads <c>*.yaml</c> and <c>*.yml</c> in the order of their names, except the numbers file.</summary>
    public static PolicySetReading Load(string directory) => throw new NotSupportedException("Not written yet.");
}
