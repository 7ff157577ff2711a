using System.Globalization;
using Orchestrator.Core.Reasons;
using Orchestrator.Core.Replay;
using Orchestrator.Engine.History;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary>Attempts by hour of day and by day, as text.</summary>
internal static class AttemptCharts
{
    private const int WidestBar = 50;

    /// <summary>More days than these are told by months.</summary>
    private const int MostDays = 31;

    private const int MonthLength = 7; // 2026-11

    /// <summary>One line for each hour of day: <c>09  1,234 ██████</c>.</summary>
    public static IEnumerable<string> Hours(Language say, AttemptFigures attempts)
    {
        var most = Math.Max(1, attempts.Hours.Max());
        return attempts.Hours.Select((count, hour) =>
            string.Create(CultureInfo.InvariantCulture, $"  {hour:00}  {say.Figure(count),9} {new string('█', (int)Math.Ceiling((double)count * WidestBar / most))}").TrimEnd());
    }

    /// <summary>Attempts of each day, or of each month when there are many; one column for each side.</summary>
    public static Table Days(Terminal terminal, IReadOnlyList<(string Name, AttemptFigures Attempts)> sides)
    {
        var byMonth = sides.Any(s => s.Attempts.Days.Length > MostDays);
        var columns = sides.Select(s => s.Attempts.Days
            .GroupBy(d => byMonth ? d.Day[..MonthLength] : d.Day, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(d => d.Attempts), StringComparer.Ordinal)).ToList();
        var table = terminal.Table(byMonth ? "cli.column_attempts_in" : "cli.column_attempts_on");
        foreach (var (name, _) in sides)
        {
            table.AddColumn(new TableColumn(new Text(name)).RightAligned());
        }

        foreach (var day in columns.SelectMany(c => c.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            table.AddRow([new Text(day), .. columns.Select(c => new Text(terminal.Language.Figure(c.GetValueOrDefault(day))))]);
        }

        return table;
    }
}
