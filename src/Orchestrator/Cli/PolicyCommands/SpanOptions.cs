using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.History;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>--since</c> and <c>--until</c>.</summary>
internal sealed class SpanOptions
{
    private const string Expected = "takes a date such as 2026-11-01 (midnight in the policy's zone), or a time with its offset such as 2026-11-01T09:00:00+03:00.";

    public Option<string?> Since { get; } = Of("--since", "Only calls at this time or later.");

    public Option<string?> Until { get; } = Of("--until", "Only calls before this time.");

    /// <param name="zone">In which a date is meant.</param>
    public ReplaySpan Read(ParseResult parsed, DateTimeZone zone) => new(InstantOf(parsed.GetValue(Since), zone), InstantOf(parsed.GetValue(Until), zone));

    /// <summary>Refuses a span in which nothing can lie.</summary>
    public void Check(CommandResult command)
    {
        if (InstantOf(command.GetValue(Since), DateTimeZone.Utc) is { } since && InstantOf(command.GetValue(Until), DateTimeZone.Utc) is { } until && since >= until)
        {
            command.AddError("--until has to be later than --since.");
        }
    }

    private static Option<string?> Of(string name, string description)
    {
        var option = new Option<string?>(name) { Description = $"{description} A date, or a time with its offset." };
        option.Validators.Add((OptionResult result) =>
        {
            if (result.Tokens.Count == 1 && InstantOf(result.Tokens[0].Value, DateTimeZone.Utc) is null)
            {
                result.AddError($"{name} {Expected}");
            }
        });
        return option;
    }

    private static Instant? InstantOf(string? text, DateTimeZone zone) =>
        text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1970 and <= 9998 } date } ? WallClock.InstantOf(date.AtMidnight(), zone)
        : Times.Parse(text);
}
