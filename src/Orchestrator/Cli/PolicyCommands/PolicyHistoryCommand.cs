using System.CommandLine;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;
using Orchestrator.Web.Api;
using Spectre.Console;

namespace Orchestrator.Cli.PolicyCommands;

/// <summary><c>policy history</c>.</summary>
internal static class PolicyHistoryCommand
{
    /// <summary>A file that changed a hundred times has a story that nobody reads to its end; the API has the rest.</summary>
    private const int Most = 100;

    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var name = new Argument<string>("NAME") { Description = terminal.Text("cli.history_name") };
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "history",
            terminal.Text("cli.policy_history"),
            "policy history sales", "policy history sales --json")
        { name, json };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = OpenDatabase.Of(ConfigurationSources.Load(settings));
            var policy = parsed.GetRequiredValue(name);
            var page = await database.InTransactionAsync(tx => tx.PolicyVersions.ListAsync(policy, Most, behind: null), cancel);
            if (page.Items.Count == 0)
            {
                await terminal.ComplainAsync(terminal.Text("cli.no_versions", ("policy", policy)));
                return CommandLine.Failed;
            }

            var items = page.Items.Select(PolicyVersionView.Of).ToList();
            await (parsed.GetValue(json) ? terminal.SayJsonAsync(new { Items = items }) : SayAsync(terminal, items));
            return CommandLine.Fine;
        });
        return command;
    }

    private static Task SayAsync(Terminal terminal, IEnumerable<PolicyVersionView> items)
    {
        var table = terminal.Table("cli.column_version", "cli.column_in_force_from", "cli.column_until", "cli.column_file", "cli.column_taken_by");
        foreach (var v in items)
        {
            table.AddRow(
                new Text(v.Version), new Text(Clock.Utc(v.EffectiveAt)), new Text(v.Until is null ? terminal.Text("cli.rule_in_force") : Clock.Utc(v.Until)),
                new Text(v.File), new Text(v.Instance));
        }

        return terminal.SayTableAsync(table, "");
    }
}
