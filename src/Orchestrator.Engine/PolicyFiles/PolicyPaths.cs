using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>Where files were read, as somebody named it.</summary>
/// <param name="Policies">The directory of the policy files; empty for the working directory.</param>
internal sealed record PolicyPaths(string Policies, string Numbers)
{
    /// <summary>A policy file, and the numbers file beside it.</summary>
    public static PolicyPaths Of(string policyFile) => InDirectory(Path.GetDirectoryName(policyFile) ?? "");

    /// <summary>A directory of policy files, and the numbers file in it.</summary>
    public static PolicyPaths InDirectory(string directory) => new(directory, Path.Combine(directory, PolicyTrial.NumbersName));

    /// <summary>What is configured.</summary>
    public static PolicyPaths Of(OrchestratorOptions options) =>
        options.Numbers is { } numbers ? new PolicyPaths(options.Policies, numbers) : InDirectory(options.Policies);

    /// <summary>A finding as one line, with the path of its file: editors and CI find the place by it.</summary>
    public Reason Line(PolicyFinding finding) => (finding with { Place = finding.Place with { File = PathOf(finding.File) } }).AsLine();

    private string PathOf(string file) =>
        file == Policies ? file // of the directory as a whole
        : file == Path.GetFileName(Numbers) ? Numbers
        : Path.Combine(Policies, file);
}
