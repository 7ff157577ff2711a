using NodaTime;
using Orchestrator.Cli;

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

    public static Terminal Terminal(TextWriter output, TextWriter error) => new(output, error, new StoppedClock(), isPipe: true);

    private sealed class StoppedClock : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 21, 6, 30);
    }
}
