using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.History;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>--since</c> and <c>--until</c>.</summary>
internal sealed class SpanOptions(Terminal terminal)
{
    public Option<string?> Since { get; } = Of(terminal, "--since", terminal.Text("cli.since"));

    public Option<string?> Until { get; } = Of(terminal, "--until", terminal.Text("cli.until"));

    /// <param name="zone">In which a date is meant.</param>
    public ReplaySpan Read(ParseResult parsed, DateTimeZone zone) => new(InstantOf(parsed.GetValue(Since), zone), InstantOf(parsed.GetValue(Until), zone));

    /// <summary>Refuses a span in which nothing can lie.</summary>
    public void Check(CommandResult command)
    {
        if (InstantOf(command.GetValue(Since), DateTimeZone.Utc) is { } since && InstantOf(command.GetValue(Until), DateTimeZone.Utc) is { } until && since >= until)
        {
            command.AddError(terminal.Text("cli.until_before_since"));
        }
    }

    private static Option<string?> Of(Terminal terminal, string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.Validators.Add((OptionResult result) =>
        {
            if (result.Tokens.Count == 1 && InstantOf(result.Tokens[0].Value, DateTimeZone.Utc) is null)
            {
                result.AddError(terminal.Text("cli.span_wrong", ("option", name)));
            }
        });
        return option;
    }

    private static Instant? InstantOf(string? text, DateTimeZone zone) =>
        text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1970 and <= 9998 } date } ? WallClock.InstantOf(date.AtMidnight(), zone)
        : Times.Parse(text);
}
