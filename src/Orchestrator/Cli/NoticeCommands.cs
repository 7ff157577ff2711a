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
        new("notice", terminal.Text("cli.notice")) { List(terminal, settings), Retry(terminal, settings) };

    private static ExemplifiedCommand List(Terminal terminal, IReadOnlyList<string> settings)
    {
        var state = new Option<string?>("--state") { Description = terminal.Text("cli.notice_state") };
        state.AcceptOnlyFromAmong([.. Words.All<NoticeState>()]);
        var limit = new Option<int>("--limit") { Description = terminal.Text("cli.limit", ("most", MostLimit)), DefaultValueFactory = _ => DefaultLimit };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out var n) && n is >= 1 and <= MostLimit))
            {
                result.AddError(terminal.Text("cli.limit_wrong", ("most", MostLimit)));
            }
        });
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "list",
            terminal.Text("cli.notice_list"),
            "notice list --state dead", "notice list --state pending --json")
        { state, limit, json };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var page = await database.InTransactionAsync(tx => tx.NoticeViews.ListAsync(Words.Find<NoticeState>(parsed.GetValue(state) ?? ""), parsed.GetValue(limit), behind: null), cancel);
            await (parsed.GetValue(json) ? terminal.SayJsonAsync(new { page.Items }) : SayAsync(terminal, page));
            return CommandLine.Fine;
        });
        return command;
    }

    private static ExemplifiedCommand Retry(Terminal terminal, IReadOnlyList<string> settings)
    {
        var id = new Argument<Guid?>("ID") { Description = terminal.Text("cli.notice_id"), Arity = ArgumentArity.ZeroOrOne };
        var dead = new Option<bool>("--dead") { Description = terminal.Text("cli.notice_dead") };
        var command = new ExemplifiedCommand(
            "retry",
            terminal.Text("cli.notice_retry"),
            "notice retry 0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b", "notice retry --dead")
        { id, dead };
        command.Validators.Add(result =>
        {
            if (result.GetValue(id) is not null == result.GetValue(dead))
            {
                result.AddError(terminal.Text("cli.notice_id_or_dead"));
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var retried = await database.InTransactionAsync(tx => tx.Notices.RetryDeadAsync(parsed.GetValue(id)), cancel);
            if (retried == 0 && !parsed.GetValue(dead))
            {
                await terminal.ComplainAsync(terminal.Text("cli.no_such_notice"));
                return CommandLine.Failed;
            }

            await terminal.SayAsync(terminal.Text("cli.notices_retried", ("count", retried)));
            return CommandLine.Fine;
        });
        return command;
    }

    private static async Task SayAsync(Terminal terminal, Page<NoticeView> page)
    {
        var table = terminal.Table("cli.column_id", "cli.column_at", "cli.column_event", "cli.column_policy", "cli.column_to", "cli.column_state", "cli.column_tries", "cli.column_next_try", "cli.column_last_error");
        foreach (var n in page.Items)
        {
            table.AddRow(
                new Text(n.Id.ToString()),
                new Text(Clock.Utc(n.At)),
                new Text(Words.Of(n.Event)),
                new Text(n.Policy),
                new Text(n.Receiver),
                new Text(Words.Of(n.State)),
                new Text(n.Tries.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Text(Clock.Utc(n.NextTryAt)),
                new Text(n.LastError ?? ""));
        }

        await terminal.SayTableAsync(table, terminal.Text("cli.no_notices"));
        if (page.Next is not null)
        {
            await terminal.SayAsync(terminal.Text("cli.there_are_more"));
        }
    }
}
