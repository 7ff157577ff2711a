using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Settings;
using Orchestrator.Web;

namespace Orchestrator.Cli.Doctor;

/// <summary>The configuration as a whole.</summary>
internal sealed class ConfigurationCheck(OrchestratorOptions options, IReadOnlyList<string> problems) : ICheck
{
    public string Subject => "configuration";

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<CheckResult>>(
        problems.Count == 0
            ? [CheckResult.Fine(Subject, $"instance {options.Instance}, {Phrase.Count(options.Pbx.Count, "PBX", "PBXs")}, web address {options.Web.Url}")]
            : [.. problems.Select(p => CheckResult.Finding(Subject, p, "Set it in appsettings.json, in the environment (with __ for each colon) or on the command line; see docs/configuration.md."))]);
}
