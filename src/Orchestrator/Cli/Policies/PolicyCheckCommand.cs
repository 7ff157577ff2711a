using System.CommandLine;
using Orchestrator.Core;
using Orchestrator.Core.Policies;
using Orchestrator.Numbers;
using Orchestrator.Policies;

namespace Orchestrator.Cli.Policies;

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
        var json = CommandTree.Json();
        var command = new ExemplifiedCommand(
            "check",
            "Checks policy files and the numbers file and prints every finding as FILE:LINE:COLUMN. Exit code 1 when there is an error.",
            "policy check /etc/orchestrator/policies", "policy check policies --json")
        { directory, json };
        command.SetAction(async (parsed, _) =>
        {
            var (folder, numbersFile) = Places(parsed.GetValue(directory), settings);
            var policies = PolicyDirectory.Load(folder);
            var findings = policies.Findings.AddRange(NumbersFile.Load(numbersFile).Findings);
            var names = policies.Set.Policies.Select(p => p.Name).ToList();
            await (parsed.GetValue(json) ? terminal.SayJsonAsync(new PolicyCheckAnswer(names, [.. findings.Select(FindingView.Of)])) : SayAsync(terminal, names.Count, findings));
            return findings.Any(f => f.Severity == FindingSeverity.Error) ? CommandLine.Failed : CommandLine.Fine;
        });
        return command;
    }

    private static (string Policies, string Numbers) Places(string? directory, IReadOnlyList<string> settings)
    {
        if (directory is not null)
        {
            return (directory, Path.Combine(directory, "numbers.yaml"));
        }

        var options = Settings.Load(settings).Options();
        return (options.Policies, options.Numbers ?? Path.Combine(options.Policies, "numbers.yaml"));
    }

    private static async Task SayAsync(Terminal terminal, int policies, IReadOnlyCollection<PolicyFinding> findings)
    {
        foreach (var finding in findings)
        {
            await terminal.SayAsync(finding.ToString());
        }

        var errors = findings.Count(f => f.Severity == FindingSeverity.Error);
        await terminal.SayAsync($"{Phrase.Count(policies, "policy", "policies")}, " + (findings.Count == 0
            ? "no findings"
            : $"{Phrase.Count(errors, "error", "errors")}, {Phrase.Count(findings.Count - errors, "warning", "warnings")}"));
    }
}

/// <summary><c>policy check --json</c>.</summary>
/// <param name="Policies">The names of the files without errors.</param>
/// <param name="Findings">In the order of the files.</param>
public sealed record PolicyCheckAnswer(IReadOnlyList<string> Policies, IReadOnlyList<FindingView> Findings);

/// <summary>A finding, for programs.</summary>
public sealed record FindingView(string File, int Line, int Column, string Severity, string Path, string Found, string Reason, string Suggestion)
{
    public static FindingView Of(PolicyFinding f) => new(f.File, f.Line, f.Column, Words.Of(f.Severity), f.Path, f.Found, f.Reason, f.Suggestion);
}
