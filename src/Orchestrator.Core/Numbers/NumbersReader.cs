using System.Collections.Immutable;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Numbers;

/// <summary>What came of a numbers file. <paramref name="Plan"/> is null exactly when a finding is an error.</summary>
public sealed record NumbersReading(NumberPlan? Plan, ImmutableArray<PolicyFinding> Findings);

/// <summary>Reads a number plan from the nodes of its file. Reports everything that is wrong at once.</summary>
public static class NumbersReader
{
    public static NumbersReading Read(SourceNode root) => throw new NotSupportedException("Not written yet.");
}
