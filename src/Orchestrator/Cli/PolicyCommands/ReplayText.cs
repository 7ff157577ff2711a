using System.Globalization;
using Orchestrator.Cli;
using Orchestrator.Core.Replay;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.History;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary>Prints a replay for people.</summary>
internal static class ReplayText
{
    public static async Task SayAsync(Terminal terminal, ReplayAnswer answer)
    {
        foreach (var line in HistoryLines(terminal, answer))
        {
            await terminal.SayAsync(line);
        }

        var sides = answer.Compare is { } other ? new[] { answer.Replay, other } : [answer.Replay];
        if (answer.Replay.Calls.Missed == 0)
        {
            await terminal.SayAsync(terminal.Text("cli.replay_nothing"));
            return;
        }

        terminal.Console.Write(Figures(terminal, sides));
        if (sides.All(s => s.Attempts.Total == 0))
        {
            await terminal.SayAsync(terminal.Text("cli.replay_no_attempt"));
        }
        else
        {
            terminal.Console.Write(AttemptCharts.Days(terminal, [.. sides.Select((s, i) => (Name(terminal, s, i), s.Attempts))]));
            for (var i = 0; i < sides.Length; i++)
            {
                await terminal.SayAsync(terminal.Text("cli.attempts_by_hour", ("policy", Name(terminal, sides[i], i))));
                await terminal.SayAsync(string.Join('\n', AttemptCharts.Hours(terminal.Language, sides[i].Attempts)));
                await terminal.SayAsync("");
            }
        }

        foreach (var sentence in answer.Assumptions)
        {
            await terminal.SayAsync($"- {terminal.Language.Say(sentence)}");
        }
    }

    private static IEnumerable<string> HistoryLines(Terminal terminal, ReplayAnswer answer)
    {
        var (source, calls) = (answer.History, answer.Replay.Calls);
        yield return terminal.Text("cli.history_line", ("source", source.Source), ("missed", terminal.Language.Figure(calls.Missed)), ("answered", terminal.Language.Figure(calls.Answered)), ("from", Clock.Utc(calls.From)), ("to", Clock.Utc(calls.To)));
        if (source.QueueLog is not { } log)
        {
            yield break;
        }

        yield return terminal.Text("cli.history_files", ("files", log.Files.Count), ("records", terminal.Language.Figure(log.Records)));
        foreach (var (count, key) in new[]
        {
            (log.ContinuedLines, "cli.log_continued_lines"),
            (log.Unreadable, "cli.log_unreadable"),
            (log.TooLong, "cli.log_too_long"),
            (log.CutOff, "cli.log_cut_off"),
            (log.FromTheFuture, "cli.log_from_the_future"),
            (log.LostAtStart, "cli.log_lost_at_start"),
            (log.WithoutEnd, "cli.log_without_end"),
            (log.StillWaiting, "cli.log_still_waiting"),
        })
        {
            if (count > 0)
            {
                yield return terminal.Text(key, ("count", terminal.Language.Figure(count)));
            }
        }
    }

    private static Table Figures(Terminal terminal, ReplayReport[] sides)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        for (var i = 0; i < sides.Length; i++)
        {
            table.AddColumn(new TableColumn(new Text(Name(terminal, sides[i], i))).RightAligned());
        }

        if (sides.Length == 2)
        {
            table.AddColumn(new TableColumn(terminal.Text("cli.column_difference")).RightAligned());
        }

        foreach (var row in ReplayRows.Of(terminal.Language, sides))
        {
            table.AddRow([new Text(row.Label), .. Cells(terminal, row, sides)]);
        }

        return table;
    }

    private static IEnumerable<Text> Cells(Terminal terminal, ReplayRow row, ReplayReport[] sides)
    {
        if (row.Of is not { } of)
        {
            return Enumerable.Range(0, sides.Length == 2 ? 3 : 1).Select(_ => Text.Empty);
        }

        var written = row.Written ?? terminal.Language.Figure;
        var values = sides.Select(of).ToList();
        var cells = values.Select(v => v is { } value ? written(value) : "-");
        return (values is [{ } ours, { } theirs] ? cells.Append((ours > theirs ? "+" : "") + written(ours - theirs)) : sides.Length == 2 ? cells.Append("") : cells)
            .Select(c => new Text(c));
    }

    private static string Name(Terminal terminal, ReplayReport report, int side)
    {
        var name = string.Join(", ", report.Policies.Select(p => p.Name));
        return side == 0 ? name : terminal.Text("cli.compared", ("policy", name));
    }
}
