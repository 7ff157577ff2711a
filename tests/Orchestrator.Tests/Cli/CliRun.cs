using NodaTime.Testing;
using Orchestrator.Cli;
using Orchestrator.Hosting;

namespace Orchestrator.Tests.Cli;

/// <summary>Runs the command line in this process, as into a pipe.</summary>
internal static class CliRun
{
    public static async Task<(int Exit, string Out, string Error)> Async(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await new CommandLine(Terminal(output, error)).RunAsync(arguments);
        return (exit, output.ToString(), error.ToString());
    }

    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="watched">Somebody watches standard error.</param>
    public static Terminal Terminal(TextWriter output, TextWriter error, bool watched = false) => new(output, error, FakeClock.FromUtc(2026, 11, 21, 6, 30, 0), isPipe: true) { IsWatched = watched };
}
