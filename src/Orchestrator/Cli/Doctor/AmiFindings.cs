using System.Threading.Channels;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Cli.Doctor;

/// <summary>What an AMI account's rights are, as far as Asterisk lets anybody see them.</summary>
internal static class AmiFindings
{
    /// <summary>What the daemon sends, and what for. QueueStatus and Ping need no right.</summary>
    private static readonly (string Action, AsteriskUse Use)[] Needed =
    [
        ("CoreShowChannels", AsteriskUse.OnThePhone),
        ("DeviceStateList", AsteriskUse.FreeOperators),
    ];

    public static IEnumerable<CheckResult> OfPrivileges(Reason subject, AmiPrivileges privileges)
    {
        var missing = Needed.Where(n => !privileges.MaySend(n.Action)).ToList();
        return missing.Count == 0
            ? [CheckResult.Fine(subject, new Reason.MaySend(Needed[0].Action, Needed[1].Action))]
            : missing.Select(m => m.Action == "DeviceStateList"
                ? CheckResult.Finding(subject, new Reason.ActionNotAvailable(m.Action, m.Use), new Reason.GiveWriteClassAndLoad())
                : CheckResult.Finding(subject, new Reason.MayNotSend(m.Action, m.Use), new Reason.GiveWriteClass()));
    }

    /// <summary>
    /// FullyBooted follows each login whose read classes have <c>system</c>; the other classes cannot be asked for, and show themselves only when something happens.
    /// </summary>
    public static async Task<CheckResult> OfEventsAsync(Reason subject, ChannelReader<AmiSignal> signals, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            while (true)
            {
                if (await signals.ReadAsync(either.Token) is AmiSignal.Event { Message.EventName: "FullyBooted" })
                {
                    return CheckResult.Note(subject, new Reason.GetsSystemEvents(), new Reason.GiveReadClasses());
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return CheckResult.Finding(subject, new Reason.NoFullyBooted(), new Reason.GiveReadClasses());
        }
    }
}
