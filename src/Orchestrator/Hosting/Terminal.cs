using System.Text;
using System.Text.Json;
using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Core.Texts;
using Orchestrator.Engine.Formats;
using Spectre.Console;

namespace Orchestrator.Hosting;

/// <summary>Where a command writes, in which language, and the clock it goes by.</summary>
public sealed class Terminal
{
    /// <summary>Columns of a table that goes into a file or a pipe: nothing is wrapped there.</summary>
    private const int WidthOfPipes = 250;

    public Terminal(TextWriter output, TextWriter error, IClock clock, bool isPipe, TextReader? input = null)
    {
        In = input ?? TextReader.Null;
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

    /// <summary>Where secrets come from: never the command line, which others can read.</summary>
    public TextReader In { get; }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public IClock Clock { get; }

    /// <summary>What people read is said in it. JSON is the same in every language.</summary>
    public Language Language { get; set; } = Language.English;

    /// <summary>Somebody watches standard error: progress may be drawn there.</summary>
    public bool IsWatched { get; init; }

    /// <summary>For tables and colours.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Asks for a password without showing it; with redirected input it is the first line of that.</summary>
    public async Task<string> AskPasswordAsync(string question)
    {
        if (System.Console.IsInputRedirected || In != System.Console.In)
        {
            return await In.ReadLineAsync() ?? "";
        }

        await Error.WriteAsync($"{question}: ");
        var typed = new StringBuilder();
        while (System.Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        await Error.WriteLineAsync();
        return typed.ToString();
    }

    /// <summary>A text of the language's file by its key.</summary>
    public string Text(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Language.Text(key, values);

    public Task SayAsync(string line) => Out.WriteLineAsync(line);

    public Task ComplainAsync(string line) => Error.WriteLineAsync(line);

    public Task SayJsonAsync<T>(T value) => Out.WriteLineAsync(JsonSerializer.Serialize(value, ApiJson.Indented));

    /// <summary>An empty table.</summary>
    /// <param name="columns">The keys of the heads.</param>
    public Table Table(params IEnumerable<string> columns) => new Table().Border(TableBorder.Simple).AddColumns([.. columns.Select(c => new TableColumn(new Text(Text(c))))]);

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
