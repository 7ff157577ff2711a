using System.CommandLine;
using NodaTime;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.CaseCommands;

/// <summary><c>case cancel</c> and <c>case call-now</c>: the daemon's own logic, on the daemon's database.</summary>
internal static class CaseChangeCommands
{
    public static Command Cancel(Terminal terminal, IReadOnlyList<string> settings)
    {
        var id = CaseCommand.Id();
        var reason = new Option<string?>("--reason") { Description = "Why, for the timeline." };
        reason.Validators.Add(result =>
        {
            if (!CaseSteering.IsReason(result.GetValueOrDefault<string?>()))
            {
                result.AddError($"--reason takes 1 to {CaseSteering.LongestReason} characters on one line.");
            }
        });
        var command = new ExemplifiedCommand(
            "cancel",
            "Cancels the callback: the case closes as withdrawn. A ringing phone stops within seconds; a conversation goes on, and the case closes when it has ended.",
            "case cancel 0193a1b2 --reason \"called from another line\"")
        { id, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            await using var database = OpenDatabase.Of(configuration);
            var caseId = await FindAsync(database, parsed.GetRequiredValue(id), cancel);
            var offline = await OfflineDesk.OpenAsync(terminal, configuration, database, cancel); // closing asks no policy but whom to tell
            var result = await Steering(offline).WithdrawAsync(caseId, parsed.GetValue(reason), CommandLine.User, cancel);
            return result switch
            {
                CloseResult.Closed => await SayAsync(terminal, $"Case {caseId} is closed."),
                CloseResult.Closing => await SayAsync(terminal, $"An attempt is running for case {caseId}: the case closes when it has ended."),
                CloseResult.AlreadyClosed => await RefuseAsync(terminal, $"Case {caseId} is already closed."),
                _ => throw new NoSuchCaseException("There is no such case."),
            };
        });
        return command;
    }

    public static Command CallNow(Terminal terminal, IReadOnlyList<string> settings)
    {
        var id = CaseCommand.Id();
        var command = new ExemplifiedCommand(
            "call-now",
            "Makes the case's next attempt due now. Opening hours and limits still apply. A running daemon picks it up within seconds.",
            "case call-now 0193a1b2")
        { id };
        command.SetAction(async (parsed, cancel) =>
        {
            var configuration = ConfigurationSources.Load(settings);
            await using var database = OpenDatabase.Of(configuration);
            var offline = await OfflineDesk.OpenAsync(terminal, configuration, database, cancel);
            var caseId = await FindAsync(database, parsed.GetRequiredValue(id), cancel);
            switch (await Steering(offline).CallNowAsync(caseId, CommandLine.User, cancel))
            {
                case ChangeResult.Done:
                    var view = await database.ReadAsync(tx => tx.FindCaseViewAsync(caseId), cancel);
                    var zone = offline.Policies.Set.Find(view!.Policy)?.Zone ?? DateTimeZone.Utc;
                    return await SayAsync(terminal, $"Next step: {new CaseStory(terminal, zone).NextStep(view)}");
                case ChangeResult.Closed:
                    return await RefuseAsync(terminal, $"Case {caseId} is closed; a closed case does not change.");
                case ChangeResult.Calling:
                    return await RefuseAsync(terminal, $"An attempt is already running for case {caseId}.");
                default:
                    throw new NoSuchCaseException("There is no such case.");
            }
        });
        return command;
    }

    private static Task<Guid> FindAsync(Database database, string id, CancellationToken cancel) =>
        database.InTransactionAsync(CaseIdText.Parse(id)!.FindAsync, cancel);

    private static CaseSteering Steering(OfflineDesk offline) => new(offline.Desk, offline.Planning);

    private static async Task<int> SayAsync(Terminal terminal, string text)
    {
        await terminal.SayAsync(text);
        return CommandLine.Fine;
    }

    private static async Task<int> RefuseAsync(Terminal terminal, string text)
    {
        await terminal.Error.WriteLineAsync(text);
        return CommandLine.Failed;
    }
}
