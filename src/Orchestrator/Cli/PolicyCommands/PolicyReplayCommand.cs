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
        var policy = new Argument<string>("FILE") { Description = "A policy file, or a directory of them: the first that covers a call takes it." };
        var from = From();
        var compare = new Option<string?>("--compare") { Description = "Another policy file or directory to compare with." };
        var numbers = new Option<string?>("--numbers") { Description = "The numbers file; by default numbers.yaml beside FILE, else the configured one." };
        var span = new SpanOptions();
        var json = CommandTree.Json();
        var command = new ExemplifiedCommand(
            "replay",
            "Shows what a policy would have done with past calls. Nobody is called.",
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
                await terminal.Error.WriteLineAsync("Stopped. Nothing was changed.");
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

    private static Option<string[]> From()
    {
        var from = new Option<string[]>("--from")
        {
            Description = $"Where the calls come from: '{Database}', or '{QueueLog}' and its files, rotated and gzipped ones too, in any order.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
        };
        from.Validators.Add(result =>
        {
            var problem = result.Tokens switch
            {
                [{ Value: Database }] => null,
                [{ Value: Database }, ..] => $"--from {Database} takes no files. Put FILE before --from.",
                [{ Value: QueueLog }] => $"--from {QueueLog} takes at least one file: --from {QueueLog} /var/log/asterisk/queue_log",
                [{ Value: QueueLog }, ..] => null,
                _ => $"--from takes '{Database}', or '{QueueLog}' and files.",
            };
            if (problem is not null)
            {
                result.AddError(problem);
            }
        });
        return from;
    }
}
