using System.Globalization;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Spectre.Console;

namespace Orchestrator.Demo;

/// <summary>Tells the person at the terminal what happens.</summary>
internal static class Narration
{
    public static void Say(string text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]•[/] {text}");

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
