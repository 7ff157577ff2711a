using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.History;

/// <summary>The files that a replay works with. What is wrong with them ends it, with every finding.</summary>
internal static class ReplayedFiles
{
    /// <summary>One policy file with the defaults beside it, or a directory of them.</summary>
    /// <exception cref="StartupException">There is a finding that is an error, or no policy.</exception>
    public static PolicySet Policies(string path)
    {
        var (set, findings) = Directory.Exists(path) ? FromDirectory(path) : FromFile(path);
        var paths = Directory.Exists(path) ? PolicyPaths.InDirectory(path) : PolicyPaths.Of(path);
        var errors = findings.Where(f => f.Severity == FindingSeverity.Error).Select(paths.Line).ToList();
        return errors.Count > 0 ? throw new StartupException(new Reason.CannotBeReplayed(path), errors)
            : set.Policies.IsEmpty ? throw new StartupException(new Reason.CannotBeReplayed(path), [new Reason.NoPolicyInIt()])
            : set;
    }

    /// <summary>The numbers file that was named, else the one beside the policies, else the configured one.</summary>
    /// <exception cref="StartupException">It is not there or has errors: without it every number would be refused.</exception>
    public static NumberPlan Numbers(string? named, string policies, Func<string?> configured)
    {
        var beside = Path.Combine(Directory.Exists(policies) ? policies : Path.GetDirectoryName(Path.GetFullPath(policies))!, "numbers.yaml");
        var path = named ?? (File.Exists(beside) ? beside : configured() ?? beside);
        if (!File.Exists(path))
        {
            throw new StartupException(new Reason.NumbersFileMissing(), [new Reason.NameNumbersFile(path)]);
        }

        var reading = NumbersFile.Load(path);
        return reading.Plan ?? throw new StartupException(new Reason.CannotBeUsed(path), [.. reading.Findings.Select(PolicyPaths.Of(path).Line)]);
    }

    private static (PolicySet Set, IEnumerable<PolicyFinding> Findings) FromDirectory(string path)
    {
        var reading = PolicyDirectory.Load(path);
        return (reading.Set, reading.Findings);
    }

    private static (PolicySet Set, IEnumerable<PolicyFinding> Findings) FromFile(string path)
    {
        var reading = PolicyDirectory.LoadFile(path);
        return (new PolicySet(reading.Policy is { } policy ? [policy] : []), reading.Findings);
    }
}
