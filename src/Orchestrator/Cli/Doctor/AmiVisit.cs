using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.Doctor;

/// <summary>Logs in to one Asterisk's manager interface, once.</summary>
internal sealed class AmiVisit(PbxOptions pbx, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    public Reason Subject => new Reason.LookedAt(CheckSubject.Ami, pbx.Name);

    public string Place => FormattableString.Invariant($"{pbx.Ami.Host}:{pbx.Ami.Port}");

    /// <summary>What the examination tells, or why there was none.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(Func<AmiClient, CancellationToken, Task<IReadOnlyList<CheckResult>>> examine, CancellationToken cancel)
    {
        if (await UnreachableAsync(cancel) is { } why)
        {
            return [CheckResult.Finding(Subject, new Reason.NotReached(Place, why), new Reason.EnableAmi())];
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
        var atFirst = ami.Status; // before it can change
        var running = ami.RunAsync(stop.Token);
        try
        {
            return await LoggedInAsync(ami, atFirst, examine, cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private async Task<Reason?> UnreachableAsync(CancellationToken cancel)
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
            return new Reason.Quoted(e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Reason.NoAnswer();
        }
    }

    private async Task<IReadOnlyList<CheckResult>> LoggedInAsync(
        AmiClient ami, AmiLinkStatus atFirst, Func<AmiClient, CancellationToken, Task<IReadOnlyList<CheckResult>>> examine, CancellationToken cancel)
    {
        switch (await SettledAsync(ami, atFirst, cancel))
        {
            case AmiLinkStatus.AuthenticationFailed refused:
                return [CheckResult.Finding(Subject, new Reason.LoginRefused(pbx.Ami.User, refused.Reason), new Reason.CompareAmiAccount())];
            case AmiLinkStatus.Disconnected away:
                return [CheckResult.Finding(Subject, new Reason.NotReached(Place, new Reason.Quoted(away.Reason)), pbx.Ami.Tls ? new Reason.LookAtTls() : new Reason.IsItAmi())];
        }

        try
        {
            return await examine(ami, cancel);
        }
        catch (Exception e) when (e is AmiDisconnectedException or AmiRefusedException or TimeoutException)
        {
            return [CheckResult.Finding(Subject, new Reason.Quoted(e.Message), new Reason.WatchAsterisk())];
        }
    }

    /// <summary>How the first attempt to connect came out.</summary>
    private async Task<AmiLinkStatus> SettledAsync(AmiClient ami, AmiLinkStatus atFirst, CancellationToken cancel)
    {
        while (ReferenceEquals(ami.Status, atFirst))
        {
            await Task.Delay(Pace, time, cancel);
        }

        return ami.Status;
    }
}
