using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Checking;

/// <summary>What is legal in policies, and probably not meant.</summary>
public static class PolicyWarnings
{
    /// <param name="reading">The directory's policies; files with errors are passed over.</param>
    /// <param name="numbers">The rules of <c>numbers.yaml</c>; null when they are not known.</param>
    /// <param name="today">Tells holidays that are over.</param>
    public static ImmutableArray<PolicyFinding> Of(PolicySetReading reading, NumberPlan? numbers, LocalDate today)
    {
        var findings = new List<PolicyFinding>();
        var earlier = new List<CheckedPolicy>();
        foreach (var file in reading.Files)
        {
            if (file.Reading.Policy is { } policy)
            {
                var subject = new CheckedPolicy(file.File, policy, file.Reading, findings);
                CoverageWarnings.Of(subject, earlier);
                HoursWarnings.Of(subject, numbers, today);
                RetryWarnings.Of(subject);
                CallWarnings.Of(subject, numbers);
                earlier.Add(subject);
            }
        }

        // What is inherited is found with each policy.
        return [.. findings.Distinct()];
    }
}
