using System.CommandLine;
using NodaTime;
using Orchestrator.Core.Reasons;
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
        var id = CaseCommand.Id(terminal);
        var reason = new Option<string?>("--reason") { Description = terminal.Text("cli.cancel_reason") };
        reason.Validators.Add(result =>
        {
            if (!CaseSteering.IsReason(result.GetValueOrDefault<string?>()))
            {
                result.AddError(terminal.Text("cli.reason_wrong", ("most", CaseSteering.LongestReason)));
            }
        });
        var command = new ExemplifiedCommand(
            "cancel",
            terminal.Text("cli.case_cancel"),
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
                CloseResult.Closed => await SayAsync(terminal, terminal.Text("cli.case_closed", ("id", caseId))),
                CloseResult.Closing => await SayAsync(terminal, terminal.Text("cli.case_closes_later", ("id", caseId))),
                CloseResult.AlreadyClosed => await RefuseAsync(terminal, terminal.Text("cli.case_closed_already", ("id", caseId))),
                _ => throw new NoSuchCaseException(new Reason.NoSuchCase()),
            };
        });
        return command;
    }

    public static Command CallNow(Terminal terminal, IReadOnlyList<string> settings)
    {
        var id = CaseCommand.Id(terminal);
        var command = new ExemplifiedCommand(
            "call-now",
            terminal.Text("cli.case_call_now"),
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
                    var view = await database.ReadAsync(tx => tx.CaseViews.FindAsync(caseId), cancel);
                    var zone = offline.Policies.Set.Find(view!.Policy)?.Zone ?? DateTimeZone.Utc;
                    return await SayAsync(terminal, terminal.Text("cli.next_step", ("step", new CaseStory(terminal, zone).NextStep(view))));
                case ChangeResult.Closed:
                    return await RefuseAsync(terminal, terminal.Text("cli.case_is_closed", ("id", caseId)));
                case ChangeResult.Calling:
                    return await RefuseAsync(terminal, terminal.Text("cli.case_is_calling", ("id", caseId)));
                default:
                    throw new NoSuchCaseException(new Reason.NoSuchCase());
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
        await terminal.ComplainAsync(text);
        return CommandLine.Failed;
    }
}
