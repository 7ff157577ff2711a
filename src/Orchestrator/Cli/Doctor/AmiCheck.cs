using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.Doctor;

/// <summary>One Asterisk's manager interface: reach, login, rights, and what the policies name there.</summary>
/// <param name="policies">Name queues and operators.</param>
/// <param name="isOnly">With several PBXs a queue may live on one of the others.</param>
internal sealed class AmiCheck(PbxOptions pbx, PolicySet policies, bool isOnly, TimeProvider time) : ICheck
{
    private readonly AmiVisit visit = new(pbx, time);

    public Reason Subject => visit.Subject;

    public Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel) => visit.RunAsync(ExamineAsync, cancel);

    private async Task<IReadOnlyList<CheckResult>> ExamineAsync(AmiClient ami, CancellationToken cancel)
    {
        var commands = AmiPrivileges.From(await ami.SendAsync(AmiActions.ListCommands, cancel));
        List<CheckResult> results = [CheckResult.Fine(Subject, new Reason.AmiFine(visit.Place, pbx.Ami.User)), .. AmiFindings.OfPrivileges(Subject, commands)];
        results.Add(await AmiFindings.OfEventsAsync(Subject, ami.Signals, AmiVisit.Patience, time, cancel));
        if (policies.Policies.Any(p => p.Customer.OnMachine is not MachineAction.Connect))
        {
            results.Add(await ScreeningAsync(ami, commands, cancel));
        }

        results.AddRange((await OperatorFindings.AskAsync(ami, commands, pbx.Name, policies, isOnly, cancel)).Select(f => f.Result));
        return results;
    }

    private async Task<CheckResult> ScreeningAsync(AmiClient ami, AmiPrivileges commands, CancellationToken cancel)
    {
        const string Context = AriTelephony.ScreeningContext;
        var mend = new Reason.CopyContext(Context);
        var subject = new Reason.LookedAt(CheckSubject.Dialplan, pbx.Name);
        if (!commands.MaySend("ShowDialPlan"))
        {
            return CheckResult.Note(subject, new Reason.ContextUnseen(Context), mend);
        }

        try
        {
            await ami.ListAsync(AmiActions.ShowDialPlan(Context), cancel);
            return CheckResult.Fine(subject, new Reason.ContextThere(Context));
        }
        catch (AmiRefusedException)
        {
            return CheckResult.Finding(subject, new Reason.ContextMissing(Context), mend);
        }
    }
}
