using System.CommandLine;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.CaseCommands;

/// <summary><c>case show</c>.</summary>
internal static class CaseShowCommand
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var id = CaseCommand.Id(terminal);
        var json = CommandTree.Json(terminal);
        var command = new ExemplifiedCommand(
            "show",
            terminal.Text("cli.case_show"),
            "case show 0193a1b2", "case show 0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b --json")
        { id, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            await using var database = OpenDatabase.Of(configuration);
            var view = await database.ReadAsync(
                async tx => (await tx.CaseViews.FindAsync(await CaseIdText.Parse(parsed.GetRequiredValue(id))!.FindAsync(tx)))!, cancel);
            if (parsed.GetValue(json))
            {
                await terminal.SayJsonAsync(view);
            }
            else
            {
                await new CaseStory(terminal, PolicyZones.Load(configuration).Of(view.Policy)).TellAsync(view);
            }

            return CommandLine.Fine;
        });
        return command;
    }
}
