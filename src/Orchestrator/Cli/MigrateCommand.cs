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
            "Brings the database's schema to this version. 'run' does this too; use 'migrate' where the daemon's account may not change tables.",
            "migrate");
        command.SetAction(async (_, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            await using var database = OpenDatabase.Of(configuration);
            var applied = await new Migrator(database, new SchemaOfJobs(JobTables.Install)).ApplyAsync(cancel);
            foreach (var migration in applied)
            {
                await terminal.SayAsync($"applied {migration.Name}");
            }

            foreach (var line in await ChangedNumbers.TellAsync(database, applied, NumbersFile.Load(PolicyPaths.Of(configuration.Options()).Numbers).Plan ?? NumberPlan.Unknown, cancel))
            {
                await terminal.SayAsync(line);
            }

            if (applied.Count == 0)
            {
                await terminal.SayAsync($"nothing to do: the schema is at {Migrator.Known[^1].Name}");
            }

            return CommandLine.Fine;
        });
        return command;
    }
}
