using System.CommandLine;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.CaseCommands;

/// <summary><c>case list|show|cancel|call-now</c>. They work on the database, so that they work without the daemon, too.</summary>
internal static class CaseCommand
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("case", terminal.Text("cli.case"))
        {
            CaseListCommand.Of(terminal, settings),
            CaseShowCommand.Of(terminal, settings),
            CaseChangeCommands.Cancel(terminal, settings),
            CaseChangeCommands.CallNow(terminal, settings),
        };

    public static Argument<string> Id(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = terminal.Text("cli.case_id") };
        id.Validators.Add(result =>
        {
            if (CaseIdText.Parse(result.GetValueOrDefault<string>() ?? "") is null)
            {
                result.AddError(terminal.Text("cli.case_id_wrong"));
            }
        });
        return id;
    }
}
