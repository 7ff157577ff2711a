using System.CommandLine;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.CaseCommands;

/// <summary><c>case list|show|cancel|call-now</c>. They work on the database, so that they work without the daemon, too.</summary>
internal static class CaseCommand
{
    public static Command Of(Terminal terminal, IReadOnlyList<string> settings) =>
        new("case", "Shows and changes callback cases.")
        {
            CaseListCommand.Of(terminal, settings),
            CaseShowCommand.Of(terminal, settings),
            CaseChangeCommands.Cancel(terminal, settings),
            CaseChangeCommands.CallNow(terminal, settings),
        };

    public static Argument<string> Id()
    {
        var id = new Argument<string>("ID") { Description = "The case's id, or its first 8 or more characters when only one case begins with them." };
        id.Validators.Add(result =>
        {
            if (CaseIdText.Parse(result.GetValueOrDefault<string>() ?? "") is null)
            {
                result.AddError("ID is not a case id: give 8 to 32 hexadecimal digits, with or without dashes.");
            }
        });
        return id;
    }
}
