using System.CommandLine;
using NodaTime;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Cli.PolicyCommands;
using Orchestrator.Engine.History;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli;

/// <summary><c>audit</c>: Asterisk's books beside ours.</summary>
internal static class AuditCommand
{
    /// <summary>Our books are read so much wider than the time that is compared: the same call may lie on either side of its border.</summary>
    private static readonly Duration Border = Duration.FromMinutes(1);

    private const int MostGaps = 10_000;

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("audit", terminal.Text("cli.audit")) { QueueLog(terminal, settings) };

    private static ExemplifiedCommand QueueLog(Terminal terminal, IReadOnlyList<string> settings)
    {
        var files = new Argument<string[]>("FILE") { Description = terminal.Text("cli.audit_files"), Arity = ArgumentArity.OneOrMore };
        var pbx = new Option<string?>("--pbx") { Description = terminal.Text("cli.audit_pbx") };
        var span = new SpanOptions(terminal);
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "queue-log",
            terminal.Text("cli.audit_queue_log"),
            "audit queue-log /var/log/asterisk/queue_log*",
            "audit queue-log /var/log/asterisk/queue_log --since 2026-11-01 --until 2026-12-01 --json")
        { files, pbx, span.Since, span.Until, json };
        command.Validators.Add(span.Check);
        command.SetAction(async (parsed, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            var names = configuration.Options().Pbx.Select(p => p.Name).ToList();
            if ((parsed.GetValue(pbx) ?? (names is [var only] ? only : null)) is not { } name || !names.Contains(name))
            {
                await terminal.ComplainAsync(terminal.Text("cli.audit_which_pbx", ("names", string.Join(", ", names))));
                return CommandLine.WrongUsage;
            }

            var tally = new QueueLogTally();
            var stays = QueueLogStays.Of(QueueLogFiles.InOrder(parsed.GetValue(files)!).SelectMany(f => QueueLogFiles.Entries(f, tally)));
            var limits = span.Read(parsed, DateTimeZone.Utc);
            if (TimeOf(stays, limits) is not { } time)
            {
                await terminal.ComplainAsync(terminal.Text("cli.audit_nothing"));
                return CommandLine.Failed;
            }

            await using var database = OpenDatabase.Of(configuration);
            var (booked, gaps) = await database.InTransactionAsync(
                async tx => (await tx.Audited.ListAsync(name, time.Start - Border, time.End + Border), await tx.Gaps.ListAsync(new GapFilter(name, time.Start, time.End), MostGaps, null)), cancel);
            var report = QueueLogAudit.Compare(name, stays, booked, gaps.Items, time);
            await (parsed.GetValue(json) ? terminal.SayJsonAsync(report) : SayAsync(terminal, report));
            return report.Differences.Count == 0 ? CommandLine.Fine : CommandLine.Failed;
        });
        return command;
    }

    /// <summary>What the log covers, within the limits; null when that is nothing.</summary>
    private static Interval? TimeOf(IReadOnlyList<QueueLogStay> stays, ReplaySpan limits)
    {
        if (stays.Count == 0)
        {
            return null;
        }

        var first = Instant.FromUnixTimeSeconds(stays.Min(s => s.Entries[0].Time));
        var last = Instant.FromUnixTimeSeconds(stays.Max(s => s.Entries[^1].Time) + 1);
        var (from, until) = (limits.Since is { } since ? Instant.Max(since, first) : first, limits.Until is { } end ? Instant.Min(end, last) : last);
        return from < until ? new Interval(from, until) : null;
    }

    private static async Task SayAsync(Terminal terminal, AuditReport report)
    {
        await terminal.SayAsync(terminal.Text(
            "cli.audit_compared", ("from", Clock.Utc(report.From)), ("until", Clock.Utc(report.Until)), ("log", report.InLog), ("books", report.InBooks), ("differences", report.Differences.Count)));
        var table = terminal.Table("cli.column_finding", "cli.column_uniqueid", "cli.column_at", "cli.column_queue", "cli.column_what", "cli.column_known");
        foreach (var d in report.Differences)
        {
            table.AddRow(
                new Text(terminal.Language.Word(d.Finding)), new Text(d.UniqueId), new Text(Clock.Utc(d.At)), new Text(d.Queue ?? ""), new Text(d.What),
                new Text(d.InGap is { } unknown ? terminal.Text("cli.audit_in_gap", ("unknown", terminal.Language.Word(unknown))) : ""));
        }

        await terminal.SayTableAsync(table, terminal.Text("cli.audit_agrees"));
    }
}
