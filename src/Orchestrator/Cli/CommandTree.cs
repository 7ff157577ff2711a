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
        var root = new RootCommand(terminal.Text("cli.root"))
        {
            run,
            DoctorCommand.Of(terminal, settings),
            MigrateCommand.Of(terminal, settings),
            PolicyCommand.Of(terminal, settings),
            AuditCommand.Of(terminal, settings),
            CaseCommand.Of(terminal, settings),
            NumberCommands.Of(terminal, settings),
            UserCommands.Of(terminal, settings),
            NoticeCommands.Of(terminal, settings),
            ApiKeyCommands.Of(terminal, settings),
            VersionCommand.Of(terminal),
        };
        root.Action = run.Action; // no command: run
        root.Options.Add(Lang(terminal));
        HelpWithExamples.Install(root, terminal);
        return root;
    }

    /// <summary><c>--json</c>, as every read has it.</summary>
    public static Option<bool> Json(Terminal terminal) => new("--json") { Description = terminal.Text("cli.json") };

    /// <summary>It is read before the tree is there (<see cref="SpokenLanguage"/>), for the tree speaks it already.</summary>
    private static Option<string> Lang(Terminal terminal)
    {
        var lang = new Option<string>(SpokenLanguage.Option) { Description = terminal.Text("cli.lang"), Recursive = true };
        lang.AcceptOnlyFromAmong([.. SpokenLanguage.Codes]);
        return lang;
    }
}
