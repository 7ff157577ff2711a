using System.CommandLine;
using Orchestrator.Core;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli;

/// <summary><c>notice list|retry</c>.</summary>
internal static class NoticeCommands
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 10_000;

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("notice", "Lists notices by webhook and e-mail, and sends those again that were given up.") { List(terminal, settings), Retry(terminal, settings) };

    private static ExemplifiedCommand List(Terminal terminal, IReadOnlyList<string> settings)
    {
        var state = new Option<string?>("--state") { Description = "Only those that are pending, delivered or dead." };
        state.AcceptOnlyFromAmong([.. Words.All<NoticeState>()]);
        var limit = new Option<int>("--limit") { Description = $"How many at most, 1 to {MostLimit}.", DefaultValueFactory = _ => DefaultLimit };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out var n) && n is >= 1 and <= MostLimit))
            {
                result.AddError($"--limit takes 1 to {MostLimit}.");
            }
        });
        var json = CommandTree.Json();
        var command = new ExemplifiedCommand(
            "list",
            "Lists notices, newest first.",
            "notice list --state dead", "notice list --state pending --json")
        { state, limit, json };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var page = await database.InTransactionAsync(tx => tx.ListNoticesAsync(parsed.GetValue(state), parsed.GetValue(limit), behind: null), cancel);
            await (parsed.GetValue(json) ? terminal.SayJsonAsync(new { page.Items }) : SayAsync(terminal, page));
            return CommandLine.Fine;
        });
        return command;
    }

    private static ExemplifiedCommand Retry(Terminal terminal, IReadOnlyList<string> settings)
    {
        var id = new Argument<Guid?>("ID") { Description = "The notice's id, as 'notice list' prints it.", Arity = ArgumentArity.ZeroOrOne };
        var dead = new Option<bool>("--dead") { Description = "Every notice that was given up." };
        var command = new ExemplifiedCommand(
            "retry",
            "Sends a notice again that was given up; it is tried for another three days. A running daemon picks it up within seconds.",
            "notice retry 0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b", "notice retry --dead")
        { id, dead };
        command.Validators.Add(result =>
        {
            if (result.GetValue(id) is not null == result.GetValue(dead))
            {
                result.AddError("Give either an ID or --dead.");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var retried = await database.InTransactionAsync(tx => tx.RetryDeadNoticesAsync(parsed.GetValue(id)), cancel);
            if (retried == 0 && !parsed.GetValue(dead))
            {
                await terminal.Error.WriteLineAsync("There is no dead notice with that id.");
                return CommandLine.Failed;
            }

            await terminal.SayAsync($"{Phrase.Count(retried, "notice is", "notices are")} tried again");
            return CommandLine.Fine;
        });
        return command;
    }

    private static async Task SayAsync(Terminal terminal, Page<NoticeView> page)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "At", "Event", "Policy", "To", "State", "Tries", "Next try", "Last error");
        foreach (var n in page.Items)
        {
            table.AddRow(
                new Text(n.Id.ToString()),
                new Text(Clock.Utc(n.At)),
                new Text(n.Event),
                new Text(n.Policy),
                new Text(n.Receiver),
                new Text(n.State),
                new Text(n.Tries.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Text(Clock.Utc(n.NextTryAt)),
                new Text(n.LastError ?? ""));
        }

        await terminal.SayTableAsync(table, "no notices");
        if (page.Next is not null)
        {
            await terminal.SayAsync("There are more: raise --limit or narrow the list.");
        }
    }
}
