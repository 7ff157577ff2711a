using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Checking;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>Texts read as if they were the files, without any effect.</summary>
/// <param name="Findings">Errors, and warnings of what is legal but foolish.</param>
internal sealed record PolicyTrial(PolicySetReading Policies, ImmutableArray<PolicyFinding> Findings)
{
    public const string NumbersName = "numbers.yaml";

    /// <param name="files">Names and texts of policy files.</param>
    /// <param name="defaults">The text of <c>defaults.yaml</c>; empty when there is none.</param>
    /// <param name="numbers">The text of the numbers file; null when it is not told.</param>
    /// <param name="today">Tells holidays that are over.</param>
    public static PolicyTrial Of(IEnumerable<(string Name, string Text)> files, string defaults, string? numbers, LocalDate today)
    {
        var reading = PolicyDirectory.Read(files, defaults);
        var plan = numbers is not null ? NumbersFile.Read(NumbersName, numbers) : new NumbersReading(null, []);
        return new PolicyTrial(reading, [.. reading.Findings, .. plan.Findings, .. PolicyWarnings.Of(reading, plan.Plan, today)]);
    }
}
