using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Checking;

/// <summary>A policy without errors, and what is foolish about it.</summary>
internal sealed record CheckedPolicy(string File, Policy Policy, PolicyReading Reading, List<PolicyFinding> Findings)
{
    public void Warn(IReadOnlyList<string> path, Reason reason, Reason suggestion) => Findings.Add(Reading.Warning(path, reason, suggestion));
}
