using System.CommandLine;
using Orchestrator.Core;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Hosting;
using Orchestrator.Web.Api;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>policy explain</c>.</summary>
internal sealed class PolicyExplainCommand(Terminal terminal)
{
    private readonly Argument<string> file = new("FILE") { Description = "The policy file. defaults.yaml and numbers.yaml beside it are read as well." };
    private readonly Option<string> missed = new("--missed")
    {
        Description = "When the call was missed: '2026-12-30 19:58' on the clock of the policy's zone, or with an offset, 2026-12-30T19:58:00+03:00.",
        Required = true,
    };

    private readonly Option<string> outcomes = new("--outcomes")
    {
        Description = $"How the attempts end, such as busy,no_answer,connected. Outcomes are: {string.Join(", ", Words.All<Core.Attempts.Outcome>())}.",
    };

    private readonly Option<string> number = new("--number") { Description = "The caller's number: it tells the zone for quiet hours, and whether it is VIP and may be called." };
    private readonly Option<string> queue = new("--queue") { Description = "The last queue the caller was in. With this or one of the next three options, the answer says whether the policy takes the call." };
    private readonly Option<string> did = new("--did") { Description = "The number the caller dialled." };
    private readonly Option<string> reason = new("--reason") { Description = $"Why the call was missed: {string.Join(", ", Words.All<MissReason>())}. By default abandoned." };
    private readonly Option<string> waited = new("--waited") { Description = "How long the caller waited, such as 30s." };
    private readonly Option<bool> json = CommandTree.Json();

    public static Command Of(Terminal terminal) => new PolicyExplainCommand(terminal).Command();

    private ExemplifiedCommand Command()
    {
        var command = new ExemplifiedCommand(
            "explain",
            "Shows what a policy does about one missed call: each attempt's time, the rule that put it there, what was avoided, and how the case ends.",
            "policy explain policies/10-sales.yaml --missed \"2026-12-30 19:58\" --outcomes busy,no_answer,no_answer",
            "policy explain policies/10-sales.yaml --missed \"2026-12-30 19:58\" --number +74232123456 --queue sales --waited 30s --json")
        { file, missed, outcomes, number, queue, did, reason, waited, json };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(file);
        if (!File.Exists(path))
        {
            await terminal.Error.WriteLineAsync($"{path}: there is no such file.");
            return CommandLine.Failed;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var directory = PolicyDirectory.Load(folder);
        var own = directory.Files.FirstOrDefault(f => f.File == Path.GetFileName(path));
        var numbers = NumbersFile.Load(Path.Combine(folder, "numbers.yaml"));
        if (own?.Reading.Policy is not { } policy || numbers.Plan is not { } plan)
        {
            await SayErrorsAsync(own is null
                ? [$"{path}: not a policy file; policy files end in .yaml or .yml, and defaults.yaml and numbers.yaml are not policies."]
                : [.. own.Reading.Findings.Concat(numbers.Findings).Where(f => f.Severity == FindingSeverity.Error).Select(PolicyPaths.Of(path).Line)]);
            return CommandLine.Failed;
        }

        var errors = new Dictionary<string, Reason>(StringComparer.Ordinal);
        var call = CoveredCall.Read(parsed.GetValue(queue), parsed.GetValue(did), parsed.GetValue(reason), parsed.GetValue(waited), plan, errors);
        var told = parsed.GetValue(outcomes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (ExplainQuestion.Read(policy, plan, parsed.GetRequiredValue(missed), told, parsed.GetValue(number), errors) is not { } question)
        {
            await SayErrorsAsync(errors.Select(e => $"--{(e.Key == "missed_at" ? "missed" : e.Key)}: {e.Value}"));
            return CommandLine.WrongUsage;
        }

        var (explanation, covered) = (question.Explain(), call?.AskedOf(policy, directory));
        await (parsed.GetValue(json)
            ? terminal.SayJsonAsync(ExplanationView.Of(question, explanation, covered))
            : terminal.SayAsync(string.Join(Environment.NewLine, new ExplanationText(question, explanation, covered).Lines())));
        return CommandLine.Fine;
    }

    private async Task SayErrorsAsync(IEnumerable<string> errors)
    {
        foreach (var error in errors)
        {
            await terminal.Error.WriteLineAsync(error);
        }
    }
}
