using System.Globalization;
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
        foreach (var line in HistoryLines(answer))
        {
            await terminal.SayAsync(line);
        }

        var sides = answer.Compare is { } other ? new[] { answer.Replay, other } : [answer.Replay];
        if (answer.Replay.Calls.Missed == 0)
        {
            await terminal.SayAsync("There is no missed call in this history: nothing to replay.");
            return;
        }

        terminal.Console.Write(Figures(sides));
        if (sides.All(s => s.Attempts.Total == 0))
        {
            await terminal.SayAsync("No attempt would have been made: see above why missed calls are not covered.");
        }
        else
        {
            terminal.Console.Write(AttemptCharts.Days([.. sides.Select((s, i) => (Name(s, i), s.Attempts))]));
            for (var i = 0; i < sides.Length; i++)
            {
                await terminal.SayAsync($"Attempts by hour of day, {Name(sides[i], i)}:");
                await terminal.SayAsync(string.Join('\n', AttemptCharts.Hours(sides[i].Attempts)));
                await terminal.SayAsync("");
            }
        }

        foreach (var sentence in answer.Assumptions)
        {
            await terminal.SayAsync($"- {sentence}");
        }
    }

    private static IEnumerable<string> HistoryLines(ReplayAnswer answer)
    {
        var (source, calls) = (answer.History, answer.Replay.Calls);
        yield return string.Create(
            CultureInfo.InvariantCulture, $"{source.Source}: {calls.Missed:N0} missed and {calls.Answered:N0} answered calls, {Clock.Utc(calls.From)} to {Clock.Utc(calls.To)}");
        if (source.QueueLog is not { } log)
        {
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{Phrase.Count(log.Files.Count, "file", "files")}, {log.Records:N0} records");
        foreach (var (count, what) in new[]
        {
            (log.ContinuedLines, "lines were read as parts of the record before (line breaks within a caller's number)"),
            (log.Unreadable, "records could not be read"),
            (log.TooLong, "lines were too long to be records"),
            (log.CutOff, "files end within a line; it was left out"),
            (log.FromTheFuture, "records have a time that has not come yet; they were left out"),
            (log.LostAtStart, "callers waited when Asterisk was started anew; they count as abandoned"),
            (log.WithoutEnd, "callers entered a queue and never left it; they were left out"),
            (log.StillWaiting, "callers still wait at the end; they were left out"),
        })
        {
            if (count > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"  {count:N0} {what}");
            }
        }
    }

    private static Table Figures(ReplayReport[] sides)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        for (var i = 0; i < sides.Length; i++)
        {
            table.AddColumn(new TableColumn(new Text(Name(sides[i], i))).RightAligned());
        }

        if (sides.Length == 2)
        {
            table.AddColumn(new TableColumn("Difference").RightAligned());
        }

        foreach (var row in ReplayRows.Of(sides))
        {
            table.AddRow([new Text(row.Label), .. Cells(row, sides)]);
        }

        return table;
    }

    private static IEnumerable<Text> Cells(ReplayRow row, ReplayReport[] sides)
    {
        if (row.Of is not { } of)
        {
            return Enumerable.Range(0, sides.Length == 2 ? 3 : 1).Select(_ => Text.Empty);
        }

        var written = row.Written ?? ReplayRows.Number;
        var values = sides.Select(of).ToList();
        var cells = values.Select(v => v is { } value ? written(value) : "-");
        return (values is [{ } ours, { } theirs] ? cells.Append((ours > theirs ? "+" : "") + written(ours - theirs)) : sides.Length == 2 ? cells.Append("") : cells)
            .Select(c => new Text(c));
    }

    private static string Name(ReplayReport report, int side)
    {
        var name = string.Join(", ", report.Policies.Select(p => p.Name));
        return side == 0 ? name : $"{name} (compared)";
    }
}
