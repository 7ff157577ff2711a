using System.Collections.Immutable;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;

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

    public Reason Subject => new Reason.LookedAt(CheckSubject.Policies);

    /// <summary>Those without errors: what they name is looked for on each PBX.</summary>
    public PolicySet Policies { get; }

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        var results = findings.Select(f => new CheckResult(Subject, f.Severity == FindingSeverity.Error ? Verdict.Finding : Verdict.Note, paths.Line(f))).ToList();
        if (!findings.Any(f => f.Severity == FindingSeverity.Error))
        {
            results.Insert(0, Policies.Policies.IsEmpty
                ? CheckResult.Finding(Subject, new Reason.NoPolicyIn(options.Policies), new Reason.WritePolicy())
                : CheckResult.Fine(Subject, new Reason.PoliciesRead(string.Join(", ", Policies.Policies.Select(p => p.Name)), options.Policies)));
        }

        results.Add(CheckResult.Fine(new Reason.LookedAt(CheckSubject.Numbers), new Reason.NumberingPlansRead(NumberFacts.DataVersion, home)));
        return Task.FromResult<IReadOnlyList<CheckResult>>(results);
    }
}
