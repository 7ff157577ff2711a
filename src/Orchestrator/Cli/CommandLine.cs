using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Npgsql;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli;

/// <summary>Runs one command to its exit code: 0 fine, 1 a finding or failure, 2 wrong usage.</summary>
public sealed class CommandLine(Terminal terminal)
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>Who changes something by a command, for timelines and the audit.</summary>
    public static Actor User { get; } = Actor.CommandLine(Environment.UserName);

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var split = ConfigurationArguments.Split(arguments);
        terminal.Language = SpokenLanguage.Of(split.Command) ?? terminal.Language;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(terminal.Language.Code); // of the parser's own words
        if (split.Errors.Count > 0)
        {
            await terminal.ComplainAsync(string.Join(Environment.NewLine, split.Errors.Select(e => terminal.Language.Say(e))));
            return WrongUsage;
        }

        var parsed = CommandTree.Of(terminal, split.Settings).Parse(split.Command);
        try
        {
            // No time limit of the parser's own: the daemon takes SIGTERM itself, and takes its time; any other command may just end.
            var exit = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            return parsed.Action is ParseErrorAction ? WrongUsage : exit;
        }
        catch (StartupException e)
        {
            return await FailAsync(e.In(terminal.Language));
        }
        catch (MigrationException e)
        {
            return await FailAsync(terminal.Language.Say(e.Why));
        }
        catch (NoSuchCaseException e)
        {
            return await FailAsync(terminal.Language.Say(e.Why));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return await FailAsync(terminal.Text("cli.no_tables"));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return await FailAsync($"Postgres: {e.Message}");
        }
    }

    private async Task<int> FailAsync(string why)
    {
        await terminal.ComplainAsync(why);
        return Failed;
    }
}
