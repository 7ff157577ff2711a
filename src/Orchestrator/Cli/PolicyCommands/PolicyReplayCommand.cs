using System.CommandLine;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.History;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>policy replay</c>.</summary>
internal static class PolicyReplayCommand
{
    private const string Database = "database";
    private const string QueueLog = "queue_log";

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var policy = new Argument<string>("FILE") { Description = terminal.Text("cli.replay_file") };
        var from = From(terminal);
        var compare = new Option<string?>("--compare") { Description = terminal.Text("cli.replay_compare") };
        var numbers = new Option<string?>("--numbers") { Description = terminal.Text("cli.replay_numbers") };
        var span = new SpanOptions(terminal);
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "replay",
            terminal.Text("cli.replay"),
            "policy replay sales.yaml --from database --since 2026-10-01",
            "policy replay sales.yaml --from queue_log /var/log/asterisk/queue_log /var/log/asterisk/queue_log.1.gz",
            "policy replay new/sales.yaml --from queue_log queue_log --compare policies/sales.yaml")
        { policy, from, compare, span.Since, span.Until, numbers, json };
        command.Validators.Add(span.Check);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(policy)!;
            var set = ReplayedFiles.Policies(path);
            var other = parsed.GetValue(compare) is { } second ? ReplayedFiles.Policies(second) : null;
            var plan = ReplayedFiles.Numbers(parsed.GetValue(numbers), path, () => ConfigurationSources.Load(settings).Options().Numbers);
            using var interrupt = new Interrupt(cancel);
            try
            {
                var answer = await PlayAsync(parsed.GetValue(from)!, set, other, plan, span.Read(parsed, set.Policies[0].Zone), !parsed.GetValue(json), interrupt.Token);
                await (parsed.GetValue(json) ? terminal.SayJsonAsync(answer) : ReplayText.SayAsync(terminal, answer));
                return CommandLine.Fine;
            }
            catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
            {
                await terminal.ComplainAsync(terminal.Text("cli.replay_stopped"));
                return CommandLine.Failed;
            }
        });
        return command;

        async Task<ReplayAnswer> PlayAsync(
            string[] source, PolicySet set, PolicySet? other, NumberPlan plan, ReplaySpan limits, bool progress, CancellationToken cancel)
        {
            if (source[0] == QueueLog)
            {
                return await ShowAsync(new QueueLogHistory(source[1..], limits, terminal.Clock.GetCurrentInstant()));
            }

            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            return await ShowAsync(await DatabaseHistory.OpenAsync(database, limits, cancel));

            Task<ReplayAnswer> ShowAsync(IHistory history) =>
                ReplayProgress.ShowAsync(terminal, progress, report => ReplayRun.PlayAsync(history, set, other, plan, report, cancel));
        }
    }

    private static Option<string[]> From(Terminal terminal)
    {
        var from = new Option<string[]>("--from")
        {
            Description = terminal.Text("cli.replay_from"),
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
        };
        from.Validators.Add(result =>
        {
            var problem = result.Tokens switch
            {
                [{ Value: Database }] => null,
                [{ Value: Database }, ..] => terminal.Text("cli.replay_no_files"),
                [{ Value: QueueLog }] => terminal.Text("cli.replay_needs_file"),
                [{ Value: QueueLog }, ..] => null,
                _ => terminal.Text("cli.replay_from_wrong"),
            };
            if (problem is not null)
            {
                result.AddError(problem);
            }
        });
        return from;
    }
}
