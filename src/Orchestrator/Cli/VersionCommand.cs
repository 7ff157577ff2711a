using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using NodaTime.TimeZones;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli;

/// <summary><c>version</c>: what one is asked for in a bug report.</summary>
internal static class VersionCommand
{
    /// <summary>Of the build, with the commit where it is known.</summary>
    public static string OfBuild { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Of the time zones' rules, such as <c>2026f</c>.</summary>
    public static string OfZones { get; } = TzdbDateTimeZoneSource.Default.TzdbVersion;

    public static Command Of(Terminal terminal)
    {
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "version",
            terminal.Text("cli.version"),
            "version", "version --json")
        { json };
        command.SetAction(async (parsed, _) =>
        {
            var schema = Migrator.Known[^1].Name;
            await (parsed.GetValue(json)
                ? terminal.SayJsonAsync(new { Version = OfBuild, Schema = schema, Tzdb = OfZones, Runtime = RuntimeInformation.FrameworkDescription })
                : terminal.SayAsync(terminal.Text("cli.version_line", ("version", OfBuild), ("schema", schema), ("tzdb", OfZones), ("runtime", RuntimeInformation.FrameworkDescription))));
            return CommandLine.Fine;
        });
        return command;
    }
}
