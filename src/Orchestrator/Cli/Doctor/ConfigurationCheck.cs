using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;
using Orchestrator.Web;

namespace Orchestrator.Cli.Doctor;

/// <summary>The configuration as a whole.</summary>
internal sealed class ConfigurationCheck(OrchestratorOptions options, IReadOnlyList<SettingProblem> problems) : ICheck
{
    public Reason Subject => new Reason.LookedAt(CheckSubject.Configuration);

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<CheckResult>>(
        problems.Count == 0
            ? [CheckResult.Fine(Subject, new Reason.ConfigurationFine(options.Instance, options.Pbx.Count, options.Web.Url))]
            : [.. problems.Select(p => CheckResult.Finding(Subject, p.Why, new Reason.SetSetting()))]);
}
