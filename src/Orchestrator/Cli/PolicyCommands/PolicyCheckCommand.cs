using System.Collections.Immutable;
using System.CommandLine;
using Orchestrator.Cli.Doctor;
using Orchestrator.Core;
using Orchestrator.Core.Checking;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;
using Orchestrator.Web.Api;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>policy check</c>.</summary>
internal static class PolicyCheckCommand
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var directory = new Argument<string?>("DIR")
        {
            Description = terminal.Text("cli.check_directory"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var strict = new Option<bool>("--strict") { Description = terminal.Text("cli.check_strict") };
        var live = new Option<bool>("--live") { Description = terminal.Text("cli.check_live") };
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "check",
            terminal.Text("cli.policy_check"),
            "policy check /etc/orchestrator/policies", "policy check policies --strict --json", "policy check --live")
        { directory, strict, live, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var paths = Paths(parsed.GetValue(directory), settings);
            var policies = PolicyDirectory.Load(paths.Policies);
            var numbers = File.Exists(paths.Policies) ? new NumbersReading(null, []) : NumbersFile.Load(paths.Numbers);
            var today = terminal.Clock.GetCurrentInstant().InUtc().Date;
            IReadOnlyList<PbxOptions> pbxs = parsed.GetValue(live) ? [.. ConfigurationSources.Load(settings).Options().Pbx] : [];
            var (warnings, failures) = await new LiveCheck(policies, pbxs, TimeProvider.System).RunAsync(cancel);
            if (parsed.GetValue(live) && pbxs.Count == 0)
            {
                failures = [CheckResult.Finding(new Reason.LookedAt(CheckSubject.Asterisk), new Reason.NoPbxConfigured(), new Reason.SetPbx())];
            }

            ImmutableArray<PolicyFinding> findings = [.. policies.Findings, .. numbers.Findings, .. PolicyWarnings.Of(policies, numbers.Plan, today), .. warnings];
            var names = policies.Set.Policies.Select(p => p.Name).ToList();
            await (parsed.GetValue(json)
                ? terminal.SayJsonAsync(new PolicyCheckAnswer(names, [.. findings.Select(FindingView.Of)]) { NotAsked = [.. failures.Select(f => new Reason.Seen(f.Subject, f.Found).ToString())] })
                : SayAsync(terminal, names.Count, [.. findings.Select(f => (f.Severity, terminal.Language.Say(paths.Line(f))))]));
            await SayAsync(terminal, failures);
            return failures.Count > 0 || findings.Any(f => parsed.GetValue(strict) || f.Severity == FindingSeverity.Error) ? CommandLine.Failed : CommandLine.Fine;
        });
        return command;
    }

    private static PolicyPaths Paths(string? directory, IReadOnlyList<string> settings) =>
        directory is not null ? PolicyPaths.InDirectory(directory) : PolicyPaths.Of(ConfigurationSources.Load(settings).Options());

    private static async Task SayAsync(Terminal terminal, IReadOnlyList<CheckResult> failures)
    {
        foreach (var failure in failures)
        {
            await terminal.ComplainAsync(terminal.Text("cli.not_asked", ("subject", failure.Subject), ("found", failure.Found), ("mend", failure.Mend)));
        }
    }

    private static async Task SayAsync(Terminal terminal, int policies, IReadOnlyCollection<(FindingSeverity Severity, string Line)> findings)
    {
        foreach (var (_, line) in findings)
        {
            await terminal.SayAsync(line);
        }

        var errors = findings.Count(f => f.Severity == FindingSeverity.Error);
        await terminal.SayAsync(findings.Count == 0
            ? terminal.Text("cli.check_fine", ("policies", policies))
            : terminal.Text("cli.check_found", ("policies", policies), ("errors", errors), ("warnings", findings.Count - errors)));
    }
}
