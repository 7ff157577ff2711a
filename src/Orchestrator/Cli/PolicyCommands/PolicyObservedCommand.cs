using System.CommandLine;
using NodaTime;
using Orchestrator.Cli.CaseCommands;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Texts;
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
        var policy = new Option<string?>("--policy") { Description = terminal.Text("cli.only_policy") };
        var span = new SpanOptions(terminal);
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "observed",
            terminal.Text("cli.observed"),
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
                    var cases = await tx.Observed.ListCasesAsync(name, limits.Since, limits.Until);
                    var attempts = (await tx.Observed.ListWouldCallsAsync(name, limits.Since, limits.Until)).ToLookup(a => a.Policy, StringComparer.Ordinal);
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
            terminal.Console.Write(Figures(terminal.Language, report));
            if (report.Attempts.Total > 0)
            {
                terminal.Console.Write(AttemptCharts.Days(terminal, [(report.Policy, report.Attempts)]));
                await terminal.SayAsync(terminal.Text("cli.would_be_by_hour", ("policy", report.Policy)));
                await terminal.SayAsync(string.Join('\n', AttemptCharts.Hours(terminal.Language, report.Attempts)));
            }
        }

        await terminal.SayAsync(reports.Count == 0
            ? terminal.Text("cli.nothing_observed")
            : terminal.Text("cli.observed_bounds"));
    }

    private static Table Figures(Language language, ObservedReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn(new TableColumn(new Text(report.Policy)).RightAligned());
        Row(language.Text("cli.row_cases"), report.Cases.Opened);
        Row(language.Text("cli.row_still_open"), report.Open);
        Row(language.Text("cli.row_joined"), report.Cases.Joined);
        foreach (var (disposition, count) in report.Cases.Dispositions)
        {
            Row(language.Text("cli.row_closed_as", ("disposition", Words.Parse<Disposition>(disposition))), count);
        }

        Row(language.Text("cli.row_rang_again_answered"), report.RangAgain.AnsweredBeforeFirstAttempt);
        Row(language.Text("cli.row_before_it_missed"), report.RangAgain.MissedBeforeFirstAttempt);
        Row(language.Text("cli.row_after_it_answered"), report.RangAgain.AnsweredAfterFirstAttempt);
        Row(language.Text("cli.row_after_it_missed"), report.RangAgain.MissedAfterFirstAttempt);
        Row(language.Text("cli.row_would_be_attempts"), report.Attempts.Total);
        Row(language.Text("cli.row_without_operator"), report.WithoutOperator);
        Row(language.Text("cli.row_hour_most"), report.Attempts.BusiestHour?.Attempts ?? 0);
        Row(language.Text("cli.row_seconds_to_first"), report.FirstAttempt?.MedianSeconds ?? 0);
        Row(language.Text("cli.row_operator_minutes"), report.OperatorMinutes);
        foreach (var (rule, count) in report.Avoided)
        {
            Row(language.Text("cli.row_kept_out_of", ("rule", Words.Parse<AvoidedBy>(rule))), count);
        }

        return table;

        void Row(string label, double figure) => table.AddRow(new Text(label), new Text(language.Figure(figure)));
    }
}
