using System.Collections.Immutable;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Cli.Doctor;

/// <summary>The policy files and the numbers file.</summary>
internal sealed class PolicyCheck : ICheck
{
    private readonly OrchestratorOptions options;
    private readonly PolicyPaths paths;
    private readonly ImmutableArray<PolicyFinding> findings;
    private readonly string? home;

    public PolicyCheck(OrchestratorOptions options)
    {
        this.options = options;
        var reading = PolicyDirectory.Load(options.Policies);
        Policies = reading.Set;
        paths = PolicyPaths.Of(options);
        var numbers = NumbersFile.Load(paths.Numbers);
        home = numbers.Plan?.Home;
        findings = reading.Findings.AddRange(numbers.Findings);
    }

    public string Subject => "policies";

    /// <summary>Those without errors: what they name is looked for on each PBX.</summary>
    public PolicySet Policies { get; }

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        var results = findings.Select(f => new CheckResult(Subject, f.Severity == FindingSeverity.Error ? Verdict.Finding : Verdict.Note, paths.Line(f))).ToList();
        if (!findings.Any(f => f.Severity == FindingSeverity.Error))
        {
            results.Insert(0, Policies.Policies.IsEmpty
                ? CheckResult.Finding(Subject, $"there is none in {options.Policies}", "Write one; policies/10-sales.yaml is an example.")
                : CheckResult.Fine(Subject, $"{string.Join(", ", Policies.Policies.Select(p => p.Name))} in {options.Policies}"));
        }

        results.Add(CheckResult.Fine("numbers", $"numbering plans of libphonenumber {NumberFacts.DataVersion}, home region {home ?? "not known"}"));
        return Task.FromResult<IReadOnlyList<CheckResult>>(results);
    }
}
