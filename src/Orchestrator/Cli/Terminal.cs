using System.Text.Json;
using NodaTime;
using Orchestrator.Api;
using Spectre.Console;

namespace Orchestrator.Cli;

/// <summary>Where a command writes, and the clock it goes by.</summary>
public sealed class Terminal
{
    /// <summary>Columns of a table that goes into a file or a pipe: nothing is wrapped there.</summary>
    private const int WidthOfPipes = 250;

    public Terminal(TextWriter output, TextWriter error, IClock clock, bool isPipe)
    {
        (Out, Error, Clock) = (output, error, clock);
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isPipe ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (isPipe)
        {
            Console.Profile.Width = WidthOfPipes;
        }
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public IClock Clock { get; }

    /// <summary>Somebody watches standard error: progress may be drawn there.</summary>
    public bool IsWatched { get; init; }

    /// <summary>For tables and colours.</summary>
    public IAnsiConsole Console { get; }

    public Task SayAsync(string line) => Out.WriteLineAsync(line);

    public Task SayJsonAsync<T>(T value) => Out.WriteLineAsync(JsonSerializer.Serialize(value, ApiJson.Indented));

    /// <summary>Writes a table, or a sentence when it would be empty.</summary>
    public Task SayTableAsync(Table table, string whenEmpty)
    {
        if (table.Rows.Count == 0)
        {
            return SayAsync(whenEmpty);
        }

        Console.Write(table);
        return Task.CompletedTask;
    }
}
