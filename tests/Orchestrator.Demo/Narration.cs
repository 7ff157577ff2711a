using System.Globalization;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Spectre.Console;

namespace Orchestrator.Demo;

/// <summary>Tells the person at the terminal what happens.</summary>
internal static class Narration
{
    public static void Say(string text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]•[/] {text}");

    public static void Title(int number, string title)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule(Markup.Escape($"{number.ToString(CultureInfo.InvariantCulture)}. {title}")).LeftJustified());
    }

    /// <summary>How a story ended, with the case's own timeline.</summary>
    public static void Ending(CaseSummary summary, IEnumerable<(DateTime At, string Text)> timeline)
    {
        var table = new Table().Border(TableBorder.Minimal).HideHeaders().AddColumn("at").AddColumn("what");
        foreach (var (at, text) in timeline)
            table.AddRow(at.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Markup.Escape(text));
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[green]✓[/] {summary.Disposition ?? summary.State} ({summary.Why}); attempts: {string.Join(", ", summary.Attempts)}");
    }

    public static void Failure(string title, Exception e) =>
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]✗[/] {title}: {e.Message}");

    public static void Farewell(Uri url, int failures)
    {
        AnsiConsole.WriteLine();
        Say(failures == 0 ? "Every story ended as told" : $"{failures} stories did not end as told; logs are in {RigFiles.Artifacts}");
        Say($"Health: {url}health/ready, API: {url}openapi/v1.json");
        Say($"The jobs that carried the callbacks, in Hangfire's dashboard: {url}hangfire");
    }

    /// <summary>As lines that a shell can read: for work on the daemon.</summary>
    public static void Settings(IReadOnlyDictionary<string, string> settings, PrivateAsterisk asterisk)
    {
        // Not through Spectre: it breaks lines at the terminal's width.
        foreach (var (key, value) in settings)
            Console.WriteLine($"export {key.Replace(":", "__", StringComparison.Ordinal)}='{value}'");
        Console.WriteLine($"# SIP 127.0.0.1:{asterisk.SipPort}, logs {RigFiles.Artifacts}, console {asterisk.CliCommand}");
        foreach (var lane in asterisk.Lanes)
        {
            Console.WriteLine(
                $"# {lane.Queue}: trunk port {lane.Trunk.Port}, operators {string.Join(", ", lane.Operators.Select(o => $"{o.Interface} port {o.Port}"))}");
        }
    }
}
