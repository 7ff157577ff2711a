using System.Collections.Immutable;
using System.CommandLine;
using Orchestrator.Cli.Doctor;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Checking;
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
            Description = "The directory of the policy files and of numbers.yaml; by default Orchestrator:Policies (and Orchestrator:Numbers).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var strict = new Option<bool>("--strict") { Description = "Warnings count like errors." };
        var live = new Option<bool>("--live") { Description = "Also ask the configured PBXs over AMI whether queues and operators exist." };
        var json = CommandTree.Json();
        var command = new ExemplifiedCommand(
            "check",
            "Checks policy files and the numbers file and prints every finding as FILE:LINE:COLUMN: errors, and warnings of what is legal but foolish. Exit code 1 when there is an error.",
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
                failures = [CheckResult.Finding("Asterisk", "no PBX is configured", "Set Orchestrator:Pbx; see docs/configuration.md.")];
            }

            ImmutableArray<PolicyFinding> findings = [.. policies.Findings, .. numbers.Findings, .. PolicyWarnings.Of(policies, numbers.Plan, today), .. warnings];
            var names = policies.Set.Policies.Select(p => p.Name).ToList();
            await (parsed.GetValue(json)
                ? terminal.SayJsonAsync(new PolicyCheckAnswer(names, [.. findings.Select(FindingView.Of)]) { NotAsked = [.. failures.Select(f => $"{f.Subject}: {f.Found}")] })
                : SayAsync(terminal, names.Count, [.. findings.Select(f => (f.Severity, paths.Line(f)))]));
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
            await terminal.Error.WriteLineAsync($"{failure.Subject} could not be asked: {failure.Found}. {failure.Mend}");
        }
    }

    private static async Task SayAsync(Terminal terminal, int policies, IReadOnlyCollection<(FindingSeverity Severity, string Line)> findings)
    {
        foreach (var (_, line) in findings)
        {
            await terminal.SayAsync(line);
        }

        var errors = findings.Count(f => f.Severity == FindingSeverity.Error);
        await terminal.SayAsync($"{Phrase.Count(policies, "policy", "policies")}, " + (findings.Count == 0
            ? "no findings"
            : $"{Phrase.Count(errors, "error", "errors")}, {Phrase.Count(findings.Count - errors, "warning", "warnings")}"));
    }
}
