using System.CommandLine;
using Orchestrator.Core.Numbers;
using Orchestrator.Hosting;
using Orchestrator.Jobs;
using Orchestrator.Numbers;
using Orchestrator.Storage;

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
            var configuration = Settings.Load(settings);
            await using var database = OpenDatabase.Of(configuration);
            var applied = await new Migrator(database, new SchemaOfJobs(JobTables.Install)).ApplyAsync(cancel);
            foreach (var migration in applied)
            {
                await terminal.SayAsync($"applied {migration.Name}");
            }

            foreach (var line in await ChangedNumbers.TellAsync(database, applied, NumbersFile.Load(Composition.NumbersPath(configuration.Options())).Plan ?? NumberPlan.Unknown, cancel))
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
