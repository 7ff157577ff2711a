using System.Threading.Channels;
using Orchestrator.Asterisk.Ami;

namespace Orchestrator.Cli.Doctor;

/// <summary>What an AMI account's rights are, as far as Asterisk lets anybody see them.</summary>
internal static class AmiFindings
{
    private const string MendWrite = "In the account's section of manager.conf: write = reporting";
    private const string MendRead = "In the account's section of manager.conf: read = system,call,agent,user,dialplan";

    /// <summary>What the daemon sends, and what for. QueueStatus and Ping need no right.</summary>
    private static readonly (string Action, string For)[] Needed =
    [
        ("CoreShowChannels", "who is on the phone after a reconnect"),
        ("DeviceStateList", "which operators are free"),
    ];

    public static IEnumerable<CheckResult> OfPrivileges(string subject, AmiPrivileges privileges)
    {
        var missing = Needed.Where(n => !privileges.MaySend(n.Action)).ToList();
        return missing.Count == 0
            ? [CheckResult.Fine(subject, $"may send {string.Join(" and ", Needed.Select(n => n.Action))}")]
            : missing.Select(m => m.Action == "DeviceStateList"
                ? CheckResult.Finding(subject, $"{m.Action} ({m.For}) is not available", MendWrite + "; and load res_manager_devicestate.so")
                : CheckResult.Finding(subject, $"may not send {m.Action} ({m.For})", MendWrite));
    }

    /// <summary>
    /// FullyBooted follows each login whose read classes have <c>system</c>; the other classes cannot be asked for, and show themselves only when something happens.
    /// </summary>
    public static async Task<CheckResult> OfEventsAsync(string subject, ChannelReader<AmiSignal> signals, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            while (true)
            {
                if (await signals.ReadAsync(either.Token) is AmiSignal.Event { Message.EventName: "FullyBooted" })
                {
                    return CheckResult.Note(subject, "gets events of class system; whether it also gets call, agent, user and dialplan cannot be asked", MendRead);
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return CheckResult.Finding(subject, "no FullyBooted event came after the login: Asterisk is still starting, or the account's read classes are missing", MendRead);
        }
    }
}
