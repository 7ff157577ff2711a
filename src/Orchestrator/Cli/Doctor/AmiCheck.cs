using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Policies;
using Orchestrator.Dialling;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.Doctor;

/// <summary>One Asterisk's manager interface: reach, login, rights, and what the policies name there.</summary>
/// <param name="pbx">Which.</param>
/// <param name="policies">Name queues and operators.</param>
/// <param name="isOnly">With several PBXs a queue may live on one of the others.</param>
/// <param name="time">Clock of the limits.</param>
internal sealed class AmiCheck(PbxOptions pbx, PolicySet policies, bool isOnly, TimeProvider time) : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    public string Subject => $"{pbx.Name} AMI";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        var place = FormattableString.Invariant($"{pbx.Ami.Host}:{pbx.Ami.Port}");
        if (await UnreachableAsync(cancel) is { } why)
        {
            return [CheckResult.Finding(Subject, $"{place}: {why}", "In manager.conf: enabled = yes, bindaddr and port; then 'asterisk -rx \"manager reload\"'. Look for a firewall between.")];
        }

        var options = new AmiOptions
        {
            Host = pbx.Ami.Host,
            Port = pbx.Ami.Port,
            User = pbx.Ami.User,
            Secret = pbx.Ami.Secret,
            Tls = pbx.Ami.Tls,
            ConnectTimeout = Patience,
            LoginTimeout = Patience,
            ActionTimeout = Patience,
        };
        await using var ami = new AmiClient(options, time, () => 0, NullLogger<AmiClient>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = ami.RunAsync(stop.Token);
        try
        {
            return await ExamineAsync(ami, place, cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private async Task<string?> UnreachableAsync(CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(pbx.Ami.Host, pbx.Ami.Port, either.Token);
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "no answer";
        }
    }

    private async Task<IReadOnlyList<CheckResult>> ExamineAsync(AmiClient ami, string place, CancellationToken cancel)
    {
        switch (await SettledAsync(ami, cancel))
        {
            case AmiLinkStatus.AuthenticationFailed refused:
                return [CheckResult.Finding(Subject, $"the login of '{pbx.Ami.User}' is refused: {refused.Reason}", "Compare Orchestrator:Pbx:…:Ami:User and :Secret with the section in manager.conf, and its permit and deny with this machine's address.")];
            case AmiLinkStatus.Disconnected away:
                return [CheckResult.Finding(Subject, $"{place}: {away.Reason}", pbx.Ami.Tls ? "Look at tlsenable, tlsbindaddr and the certificate in manager.conf; the port of TLS is usually 5039." : "Look whether this port is AMI's; with TLS there, set Orchestrator:Pbx:…:Ami:Tls to true.")];
        }

        try
        {
            var commands = AmiPrivileges.From(await ami.SendAsync(AmiActions.ListCommands, cancel));
            List<CheckResult> results = [CheckResult.Fine(Subject, $"{place}, logged in as '{pbx.Ami.User}'"), .. AmiFindings.OfPrivileges(Subject, commands)];
            results.Add(await AmiFindings.OfEventsAsync(Subject, ami.Signals, Patience, time, cancel));
            var queues = await ami.ListAsync(AmiActions.QueueStatus(), cancel);
            var devices = commands.MaySend("DeviceStateList") ? await ami.ListAsync(AmiActions.DeviceStateList, cancel) : null;
            if (policies.Policies.Any(p => p.Customer.OnMachine is not MachineAction.Connect))
            {
                results.Add(await ScreeningAsync(ami, commands, cancel));
            }

            results.AddRange(new OperatorFindings($"{pbx.Name} operators", policies, isOnly).Of(queues, devices));
            return results;
        }
        catch (Exception e) when (e is AmiDisconnectedException or AmiRefusedException or TimeoutException)
        {
            return [CheckResult.Finding(Subject, e.Message, "Look at Asterisk's console ('asterisk -rvvv') while 'doctor' runs.")];
        }
    }

    private async Task<CheckResult> ScreeningAsync(AmiClient ami, AmiPrivileges commands, CancellationToken cancel)
    {
        const string Context = AriTelephony.ScreeningContext;
        const string Mend = $"Take [{Context}] from asterisk-conf/snippets/extensions_custom.conf into the dialplan; until then whoever answers is joined at once.";
        var subject = $"{pbx.Name} dialplan";
        if (!commands.MaySend("ShowDialPlan"))
        {
            return CheckResult.Note(subject, $"whether there is a [{Context}] for on_machine cannot be seen", Mend);
        }

        try
        {
            await ami.ListAsync(AmiActions.ShowDialPlan(Context), cancel);
            return CheckResult.Fine(subject, $"has [{Context}] for on_machine");
        }
        catch (AmiRefusedException)
        {
            return CheckResult.Finding(subject, $"has no [{Context}], which on_machine needs", Mend);
        }
    }

    /// <summary>How the first attempt to connect came out.</summary>
    private async Task<AmiLinkStatus> SettledAsync(AmiClient ami, CancellationToken cancel)
    {
        var atFirst = ami.Status;
        while (ReferenceEquals(ami.Status, atFirst))
        {
            await Task.Delay(Pace, time, cancel);
        }

        return ami.Status;
    }
}
