using System.CommandLine;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
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
    private readonly Argument<string> file = new("FILE") { Description = terminal.Text("cli.explain_file") };
    private readonly Option<string> missed = new("--missed")
    {
        Description = terminal.Text("cli.explain_missed"),
        Required = true,
    };

    private readonly Option<string> outcomes = new("--outcomes")
    {
        Description = terminal.Text("cli.explain_outcomes", ("words", string.Join(", ", Words.All<Core.Cases.Outcome>()))),
    };

    private readonly Option<string> number = new("--number") { Description = terminal.Text("cli.explain_number") };
    private readonly Option<string> queue = new("--queue") { Description = terminal.Text("cli.explain_queue") };
    private readonly Option<string> did = new("--did") { Description = terminal.Text("cli.explain_did") };
    private readonly Option<string> reason = new("--reason") { Description = terminal.Text("cli.explain_reason", ("words", string.Join(", ", Words.All<MissReason>()))) };
    private readonly Option<string> waited = new("--waited") { Description = terminal.Text("cli.explain_waited") };
    private readonly Option<bool> json = CommandTree.Json(terminal);

    public static Command Of(Terminal terminal) => new PolicyExplainCommand(terminal).Command();

    private ExemplifiedCommand Command()
    {
        var command = new ExemplifiedCommand(
            "explain",
            terminal.Text("cli.explain"),
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
            await terminal.ComplainAsync(terminal.Text("cli.no_such_file", ("path", path)));
            return CommandLine.Failed;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var directory = PolicyDirectory.Load(folder);
        var own = directory.Files.FirstOrDefault(f => f.File == Path.GetFileName(path));
        var numbers = NumbersFile.Load(Path.Combine(folder, "numbers.yaml"));
        if (own?.Reading.Policy is not { } policy || numbers.Plan is not { } plan)
        {
            await SayErrorsAsync(own is null
                ? [new Reason.NotAPolicyFile(path)]
                : [.. own.Reading.Findings.Concat(numbers.Findings).Where(f => f.Severity == FindingSeverity.Error).Select(PolicyPaths.Of(path).Line)]);
            return CommandLine.Failed;
        }

        var errors = new Dictionary<string, Reason>(StringComparer.Ordinal);
        var call = CoveredCall.Read(parsed.GetValue(queue), parsed.GetValue(did), parsed.GetValue(reason), parsed.GetValue(waited), plan, errors);
        var told = parsed.GetValue(outcomes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (ExplainQuestion.Read(policy, plan, parsed.GetRequiredValue(missed), told, parsed.GetValue(number), errors) is not { } question)
        {
            await SayErrorsAsync(errors.Select(e => new Reason.OptionWrong(e.Key == "missed_at" ? "missed" : e.Key, e.Value)));
            return CommandLine.WrongUsage;
        }

        var (explanation, covered) = (question.Explain(), call?.AskedOf(policy, directory));
        await (parsed.GetValue(json)
            ? terminal.SayJsonAsync(ExplanationView.Of(question, explanation, covered))
            : terminal.SayAsync(string.Join(Environment.NewLine, new ExplanationText(terminal.Language, question, explanation, covered).Lines())));
        return CommandLine.Fine;
    }

    private async Task SayErrorsAsync(IEnumerable<Reason> errors)
    {
        foreach (var error in errors)
        {
            await terminal.ComplainAsync(terminal.Language.Say(error));
        }
    }
}
