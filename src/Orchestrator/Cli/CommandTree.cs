using System.CommandLine;
using Orchestrator.Cli.CaseCommands;
using Orchestrator.Cli.PolicyCommands;
using Orchestrator.Hosting;

namespace Orchestrator.Cli;

/// <summary>Every command there is.</summary>
public static class CommandTree
{
    public static RootCommand Of(Terminal terminal, IReadOnlyList<string> settings)
    {
        var run = RunCommand.Of(terminal, settings);
        var root = new RootCommand(
            """
            Calls back everybody who called an Asterisk and did not get through.

            Configuration comes from appsettings.json, the environment (Orchestrator__Policies=…) and the command line
            (--Orchestrator:Policies=…, before or after the command). Keep secrets out of command lines: others can read them.
            """)
        {
            run,
            DoctorCommand.Of(terminal, settings),
            MigrateCommand.Of(terminal, settings),
            PolicyCommand.Of(terminal, settings),
            CaseCommand.Of(terminal, settings),
            NumberCommands.Of(terminal, settings),
            UserCommands.Of(terminal, settings),
            NoticeCommands.Of(terminal, settings),
            ApiKeyCommands.Of(terminal, settings),
            VersionCommand.Of(terminal),
        };
        root.Action = run.Action; // no command: run
        HelpWithExamples.Install(root);
        return root;
    }

    /// <summary><c>--json</c>, as every read has it.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON for programs instead of text for people." };
}
