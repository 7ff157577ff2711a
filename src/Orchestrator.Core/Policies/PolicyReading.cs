using System.Collections.Immutable;

namespace Orchestrator.Core.Policies;

/// <summary>What came of one policy file. <paramref name="Policy"/> is null exactly when a finding is an error.</summary>
public sealed record PolicyReading(Policy? Policy, ImmutableArray<PolicyFinding> Findings);

/// <summary>What came of a directory of policy files: the good ones, and every finding of all of them.</summary>
public sealed record PolicySetReading(PolicySet Set, ImmutableArray<PolicyFinding> Findings)
{
    /// <summary>At least one file was not taken.</summary>
    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);
}
