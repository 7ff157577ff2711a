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
        var state = new Option<string?>("--state") { Description = "Only cases that are waiting, ready, calling or closed." };
        state.AcceptOnlyFromAmong([.. Words.All<CaseState>()]);
        var policy = new Option<string?>("--policy") { Description = "Only cases under this policy." };
        var number = new Option<string?>("--number") { Description = "Only cases of this number, such as +74951234567." };
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
            "Lists cases, newest first.",
            "case list", "case list --state ready --policy sales", "case list --number +74951234567 --json")
        { state, policy, number, limit, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            Reason? why = null;
            var known = parsed.GetValue(number) is { } text ? NamedNumber.Find(text, NumbersFile.Load(PolicyPaths.Of(configuration.Options()).Numbers).Plan ?? NumberPlan.Unknown, out why) : null;
            if (why is not null && known is null)
            {
                await terminal.Error.WriteLineAsync($"--number is {why}. It takes an international number such as +74951234567, or one as it is dialled at home.");
                return CommandLine.WrongUsage;
            }

            var filter = new CaseFilter(parsed.GetValue(state), Policy: parsed.GetValue(policy), Number: known?.E164);
            await using var database = OpenDatabase.Of(configuration);
            var page = await database.InTransactionAsync(tx => tx.ListCasesAsync(filter, parsed.GetValue(limit), behind: null), cancel);
            await (parsed.GetValue(json)
                ? terminal.SayJsonAsync(new { page.Items })
                : SayAsync(terminal, page, PolicyZones.Load(configuration)));
            return CommandLine.Fine;
        });
        return command;
    }

    private static async Task SayAsync(Terminal terminal, Page<ListedCase> page, PolicyZones zones)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "Number", "Policy", "State", "Opened", "Next step", "Why");
        foreach (var c in page.Items)
        {
            var zone = zones.Of(c.Policy);
            table.AddRow(
                new Text(c.Id.ToString()),
                new Text(c.Number),
                new Text(c.Policy),
                new Text(c.Disposition is { } disposition ? $"{c.State}: {disposition}" : c.State),
                new Text(Clock.In(zone, c.OpenedAt)),
                new Text(Clock.In(zone, c.NextAttemptAt)),
                new Text((c.Reason ?? c.ClosingWhy ?? c.HeldWhy ?? c.NextAttemptWhy)?.ToString() ?? ""));
        }

        await terminal.SayTableAsync(table, "no cases");
        if (page.Next is not null)
        {
            await terminal.SayAsync("There are more: raise --limit or narrow the list.");
        }
    }
}
