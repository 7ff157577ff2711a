using System.Collections.Concurrent;
using NodaTime;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Calls;
using Orchestrator.Pbx;

namespace Orchestrator.Intake;

/// <summary>
/// Takes calls that the dialplan hands over, notes what it says, and gives each straight back: the caller must not hear that we exist.
/// Each hand-over is served beside the event stream, which never waits for REST.
/// </summary>
public sealed partial class StasisIntake(IntakeQueue queue, IClock clock, TimeProvider time, ILogger<StasisIntake> log)
{
    /// <summary>While REST hangs: from one try to give a caller back to the next, and how often. After that the link will break, and its return frees him.</summary>
    private static readonly TimeSpan GiveBackPause = TimeSpan.FromSeconds(1);
    private const int GiveBackTries = 60;

    /// <summary>How long a caller waits in silence for his wish to be safe from a crash; mostly it is some milliseconds.</summary>
    private static readonly TimeSpan KeepPatience = TimeSpan.FromSeconds(20);

    /// <summary>From one try to see who waits to the next.</summary>
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    /// <summary>Channels whose hand-over is being served, each by its turn: a channel may be handed over again before its first turn has ended.</summary>
    private readonly ConcurrentDictionary<long, (PbxNode Node, string Channel)> served = new();
    private long turns;

    /// <summary>A channel entered the shared application.</summary>
    public void Start(PbxNode node, StasisStart start, CancellationToken stop) =>
        Serve(node, start.Channel, Handover.Read(start.Args), stop);

    /// <summary>The link is back: channels that entered while it broke were never told of. They still wait, and what they were handed over for stands in the dialplan.</summary>
    public void Connected(PbxNode node, long epoch, CancellationToken stop) => _ = Task.Run(() => TakeUpAsync(node, epoch, stop), stop);

    private void Serve(PbxNode node, AriChannel channel, Handover handover, CancellationToken stop)
    {
        var turn = Interlocked.Increment(ref turns);
        served[turn] = (node, channel.Id);
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await TakeAsync(node, channel, handover, stop);
                }
                finally
                {
                    served.TryRemove(turn, out _);
                }
            },
            CancellationToken.None);
    }

    private async Task TakeAsync(PbxNode node, AriChannel channel, Handover handover, CancellationToken stop)
    {
        try
        {
            // Without a subscription nothing would tell of the channel's end once it is back in the dialplan.
            await node.Ari.Applications.SubscribeAsync(node.SharedApp, $"channel:{channel.Id}", stop);
            var call = await LookAsync(node, channel, stop);
            switch (handover)
            {
                case Handover.Track:
                    node.Calls.Track(channel, call.LinkedId, call.Did, call.HidesNumber);
                    break;
                case Handover.Missed h:
                    await KeepAsync(node, Report(node, channel, call, h.Reason, h.Queue, channel.Caller.Number), stop);
                    break;
                case Handover.Callback h:
                    await KeepAsync(node, Report(node, channel, call, MissReason.Requested, h.Queue, h.Number ?? channel.Caller.Number), stop);
                    break;
                case Handover.NotUnderstood h:
                    LogNotUnderstood(log, node.Name, channel.Id, h.Why);
                    break;
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, node.Name, channel.Id, e);
        }
        finally
        {
            await GiveBackAsync(node, channel.Id, stop);
        }
    }

    /// <summary>The dialplan may say "thank you" only after that.</summary>
    private async Task KeepAsync(PbxNode node, MissedCallReport report, CancellationToken stop)
    {
        try
        {
            await queue.KeepAsync(new CallVerdict.Missed(report)).WaitAsync(KeepPatience, time, stop);
        }
        catch (TimeoutException)
        {
            LogNotKept(log, node.Name, report.UniqueId, KeepPatience);
        }
    }

    private async Task GiveBackAsync(PbxNode node, string channel, CancellationToken stop)
    {
        for (var n = 1; n <= GiveBackTries; n++)
        {
            switch (await node.Ari.Channels.ContinueAsync(channel, CancellationToken.None))
            {
                case AriResult.Gone:
                    node.Calls.Gone(channel); // hung up in our hands: its end may have been told before we took note of it
                    return;
                case AriResult.Done or AriResult.Refused: // refused: he is in the dialplan already
                    return;
            }

            await Task.Delay(GiveBackPause, time, stop); // a caller must not hang in silence because one request did
        }
    }

    /// <summary>What an ARI channel does not carry: its call, the number dialled (its extension is where it is now, a menu's "s" for instance), and whether the caller wants his number shown.</summary>
    private static async Task<(string LinkedId, string? Did, bool HidesNumber)> LookAsync(PbxNode node, AriChannel channel, CancellationToken stop)
    {
        // Gone already: a first channel's linkedid is its own id.
        var linkedId = await VariableAsync("CHANNEL(linkedid)") ?? channel.Id;
        var did = await VariableAsync("CALLERID(dnid)") ?? channel.Dialplan.Exten;
        return (linkedId, did, CallSignal.PresentationSeen.IsRestrictedWord(await VariableAsync(CallSignal.PresentationSeen.Variable)));

        async Task<string?> VariableAsync(string name)
        {
            try
            {
                return await node.Ari.Channels.GetVariableAsync(channel.Id, name, stop) is { Length: > 0 } value ? value : null;
            }
            catch (AriException)
            {
                return null;
            }
        }
    }

    private MissedCallReport Report(PbxNode node, AriChannel channel, (string LinkedId, string? Did, bool HidesNumber) call, MissReason reason, string? queueName, string? number) => new(
        node.Name, call.LinkedId, channel.Id, clock.GetCurrentInstant(), reason, queueName, call.Did, number, channel.Caller.Name, null, null, ["stasis"], Asked: true, HidesNumber: call.HidesNumber && reason != MissReason.Requested);

    private async Task TakeUpAsync(PbxNode node, long epoch, CancellationToken stop)
    {
        while (node.Ari.IsIn(epoch))
        {
            try
            {
                var before = ServedNow(node);
                foreach (var channel in await node.Ari.Channels.ListAsync(stop))
                {
                    // Others are in other applications, and those that are served are given back in their turn: nothing is taken twice.
                    if (channel.Dialplan is { AppName: "Stasis", AppData: var data } && Handover.Split(data) is [var app, .. var args] && app == node.SharedApp
                        && !before.Contains(channel.Id) && !ServedNow(node).Contains(channel.Id))
                    {
                        LogTakenUp(log, node.Name, channel.Id);
                        Serve(node, channel, Handover.Read(args), stop);
                    }
                }

                return;
            }
            catch (AriException e)
            {
                LogCannotLook(log, node.Name, e.Message);
                await Task.Delay(LookPause, time, stop); // whoever waits there hears nothing
            }
        }
    }

    private HashSet<string> ServedNow(PbxNode node) => served.Values.Where(s => s.Node == node).Select(s => s.Channel).ToHashSet(StringComparer.Ordinal);
}
