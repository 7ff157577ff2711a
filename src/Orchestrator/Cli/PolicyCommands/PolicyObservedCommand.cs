using System.CommandLine;
using NodaTime;
using Orchestrator.Cli.CaseCommands;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.History;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>policy observed</c>.</summary>
internal static class PolicyObservedCommand
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var policy = new Option<string?>("--policy") { Description = "Only this policy." };
        var span = new SpanOptions();
        var json = CommandTree.Json();
        var command = new ExemplifiedCommand(
            "observed",
            "Shows what policies in mode observe would have done, from the cases that they observed.",
            "policy observed", "policy observed --policy sales --since 2026-11-01 --json")
        { policy, span.Since, span.Until, json };
        command.Validators.Add(span.Check);
        command.SetAction(async (parsed, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            await using var database = OpenDatabase.Of(configuration);
            var name = parsed.GetValue(policy);
            var zones = PolicyZones.Load(configuration);
            var limits = span.Read(parsed, name is null ? DateTimeZone.Utc : zones.Of(name));
            var reports = await database.ReadAsync(
                async tx =>
                {
                    var cases = await tx.ListObservedCasesAsync(name, limits.Since, limits.Until);
                    var attempts = (await tx.ListWouldCallsAsync(name, limits.Since, limits.Until)).ToLookup(a => a.Policy, StringComparer.Ordinal);
                    return cases.GroupBy(c => c.Policy, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                        .Select(g => ObservedReport.Of(g.Key, zones.Of(g.Key), [.. g], [.. attempts[g.Key]])).ToList();
                },
                cancel);
            await (parsed.GetValue(json) ? terminal.SayJsonAsync(new { Items = reports }) : SayAsync(terminal, reports));
            return CommandLine.Fine;
        });
        return command;
    }

    private static async Task SayAsync(Terminal terminal, List<ObservedReport> reports)
    {
        foreach (var report in reports)
        {
            terminal.Console.Write(Figures(report));
            if (report.Attempts.Total > 0)
            {
                terminal.Console.Write(AttemptCharts.Days([(report.Policy, report.Attempts)]));
                await terminal.SayAsync($"Would-be attempts by hour of day, {report.Policy}:");
                await terminal.SayAsync(string.Join('\n', AttemptCharts.Hours(report.Attempts)));
            }
        }

        await terminal.SayAsync(reports.Count == 0
            ? "No case was observed. Policies with 'mode: observe' observe."
            : "Who would have answered cannot be known. Every observed case goes on as if nobody had, so these are the most attempts there can be.");
    }

    private static Table Figures(ObservedReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn(new TableColumn(new Text(report.Policy)).RightAligned());
        Row("Cases", report.Cases.Opened);
        Row("  still open", report.Open);
        Row("  missed calls that joined one", report.Cases.Joined);
        foreach (var (disposition, count) in report.Cases.Dispositions)
        {
            Row($"  closed as {disposition.Replace('_', ' ')}", count);
        }

        Row("Callers who rang again before the first attempt, answered", report.RangAgain.AnsweredBeforeFirstAttempt);
        Row("  before it, missed again", report.RangAgain.MissedBeforeFirstAttempt);
        Row("  after it, answered", report.RangAgain.AnsweredAfterFirstAttempt);
        Row("  after it, missed again", report.RangAgain.MissedAfterFirstAttempt);
        Row("Attempts that would have been made", report.Attempts.Total);
        Row("  without a free operator", report.WithoutOperator);
        Row("  within one hour: most", report.Attempts.BusiestHour?.Attempts ?? 0);
        Row("  seconds to the first attempt, median", report.FirstAttempt?.MedianSeconds ?? 0);
        Row("  operator minutes", report.OperatorMinutes);
        foreach (var (rule, count) in report.Avoided)
        {
            Row($"  kept out of {rule.Replace('_', ' ')}", count);
        }

        return table;

        void Row(string label, double figure) => table.AddRow(new Text(label), new Text(ReplayRows.Number(figure)));
    }
}
