using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Cli.Doctor;

/// <summary>Logs in to one Asterisk's manager interface, once.</summary>
internal sealed class AmiVisit(PbxOptions pbx, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    public string Subject => $"{pbx.Name} AMI";

    public string Place => FormattableString.Invariant($"{pbx.Ami.Host}:{pbx.Ami.Port}");

    /// <summary>What the examination tells, or why there was none.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(Func<AmiClient, CancellationToken, Task<IReadOnlyList<CheckResult>>> examine, CancellationToken cancel)
    {
        if (await UnreachableAsync(cancel) is { } why)
        {
            return [CheckResult.Finding(Subject, $"{Place}: {why}", "In manager.conf: enabled = yes, bindaddr and port; then 'asterisk -rx \"manager reload\"'. Look for a firewall in between.")];
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
            return await LoggedInAsync(ami, examine, cancel);
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

    private async Task<IReadOnlyList<CheckResult>> LoggedInAsync(
        AmiClient ami, Func<AmiClient, CancellationToken, Task<IReadOnlyList<CheckResult>>> examine, CancellationToken cancel)
    {
        switch (await SettledAsync(ami, cancel))
        {
            case AmiLinkStatus.AuthenticationFailed refused:
                return [CheckResult.Finding(Subject, $"the login of '{pbx.Ami.User}' is refused: {refused.Reason}", "Compare Orchestrator:Pbx:…:Ami:User and :Secret with the section in manager.conf, and its permit and deny with this machine's address.")];
            case AmiLinkStatus.Disconnected away:
                return [CheckResult.Finding(Subject, $"{Place}: {away.Reason}", pbx.Ami.Tls ? "Look at tlsenable, tlsbindaddr and the certificate in manager.conf; the port of TLS is usually 5039." : "Check whether this is AMI's port; if it takes TLS, set Orchestrator:Pbx:…:Ami:Tls to true.")];
        }

        try
        {
            return await examine(ami, cancel);
        }
        catch (Exception e) when (e is AmiDisconnectedException or AmiRefusedException or TimeoutException)
        {
            return [CheckResult.Finding(Subject, e.Message, "Look at Asterisk's console ('asterisk -rvvv') while this runs.")];
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
