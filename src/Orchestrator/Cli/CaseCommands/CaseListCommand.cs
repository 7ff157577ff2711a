using System.CommandLine;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Spectre.Console;

namespace Orchestrator.Cli.CaseCommands;

/// <summary><c>case list</c>.</summary>
internal static class CaseListCommand
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 10_000;

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var state = new Option<string?>("--state") { Description = terminal.Text("cli.list_state") };
        state.AcceptOnlyFromAmong([.. Words.All<CaseState>()]);
        var policy = new Option<string?>("--policy") { Description = terminal.Text("cli.list_policy") };
        var number = new Option<string?>("--number") { Description = terminal.Text("cli.list_number") };
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
            terminal.Text("cli.case_list"),
            "case list", "case list --state ready --policy sales", "case list --number +74951234567 --json")
        { state, policy, number, limit, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            Reason? why = null;
            var known = parsed.GetValue(number) is { } text ? NamedNumber.Find(text, NumbersFile.Load(PolicyPaths.Of(configuration.Options()).Numbers).Plan ?? NumberPlan.Unknown, out why) : null;
            if (why is not null && known is null)
            {
                await terminal.ComplainAsync(terminal.Text("cli.list_number_wrong", ("why", why)));
                return CommandLine.WrongUsage;
            }

            var filter = new CaseFilter(Words.Find<CaseState>(parsed.GetValue(state) ?? ""), Policy: parsed.GetValue(policy), Number: known?.E164);
            await using var database = OpenDatabase.Of(configuration);
            var page = await database.InTransactionAsync(tx => tx.CaseViews.ListAsync(filter, parsed.GetValue(limit), behind: null), cancel);
            await (parsed.GetValue(json)
                ? terminal.SayJsonAsync(new { page.Items })
                : SayAsync(terminal, page, PolicyZones.Load(configuration)));
            return CommandLine.Fine;
        });
        return command;
    }

    private static async Task SayAsync(Terminal terminal, Page<ListedCase> page, PolicyZones zones)
    {
        var table = terminal.Table("cli.column_id", "cli.column_number", "cli.column_policy", "cli.column_state", "cli.column_opened", "cli.column_next_step", "cli.column_why");
        foreach (var c in page.Items)
        {
            var zone = zones.Of(c.Policy);
            table.AddRow(
                new Text(c.Id.ToString()),
                new Text(c.Number),
                new Text(c.Policy),
                new Text(CaseStory.State(terminal, c)),
                new Text(Clock.In(zone, c.OpenedAt)),
                new Text(Clock.In(zone, c.NextAttemptAt)),
                new Text((c.Reason ?? c.ClosingWhy ?? c.HeldWhy ?? c.NextAttemptWhy) is { } why ? terminal.Language.Say(why, zone) : ""));
        }

        await terminal.SayTableAsync(table, terminal.Text("cli.no_cases"));
        if (page.Next is not null)
        {
            await terminal.SayAsync(terminal.Text("cli.there_are_more"));
        }
    }
}
