using System.CommandLine;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli;

/// <summary><c>migrate</c>: brings the schema forward without starting the daemon.</summary>
internal static class MigrateCommand
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var command = new ExemplifiedCommand(
            "migrate",
            terminal.Text("cli.migrate"),
            "migrate");
        command.SetAction(async (_, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            await using var database = OpenDatabase.Of(configuration);
            var applied = await new Migrator(database, new SchemaOfJobs(JobTables.Install)).ApplyAsync(cancel);
            foreach (var migration in applied)
            {
                await terminal.SayAsync(terminal.Text("cli.applied", ("name", migration.Name)));
            }

            foreach (var what in await ChangedNumbers.TellAsync(database, applied, NumbersFile.Load(PolicyPaths.Of(configuration.Options()).Numbers).Plan ?? NumberPlan.Unknown, cancel))
            {
                await terminal.SayAsync(terminal.Language.Say(what));
            }

            if (applied.Count == 0)
            {
                await terminal.SayAsync(terminal.Text("cli.nothing_to_apply", ("name", Migrator.Known[^1].Name)));
            }

            return CommandLine.Fine;
        });
        return command;
    }
}
