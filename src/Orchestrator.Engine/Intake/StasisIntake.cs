using System.Collections.Concurrent;
using NodaTime;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Pbx;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// Takes calls that the dialplan hands over, notes what it says, and gives each straight back: the caller must not hear that we exist.
/// Each hand-over is served beside the event stream, which never waits for REST.
/// </summary>
public sealed partial class StasisIntake(IntakeQueue queue, CallWatches watches, IClock clock, TimeProvider time, ILogger<StasisIntake> log)
{
    /// <summary>While REST hangs: from one try to give a caller back to the next, and how often. After that the link will break, and its return frees the caller.</summary>
    private static readonly TimeSpan GiveBackPause = TimeSpan.FromSeconds(1);
    private const int GiveBackTries = 60;

    /// <summary>How long a caller waits in silence for the wish to be safe from a crash; mostly it is some milliseconds.</summary>
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
            await node.Callers.FollowAsync(channel.Id, stop);
            var call = await LookAsync(node, channel, stop);
            switch (handover)
            {
                case Handover.Track:
                    watches.Of(node).Track(channel, call.LinkedId, call.Did, call.HidesNumber);
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
            switch (await node.Callers.GiveBackAsync(channel, CancellationToken.None))
            {
                case GiveBack.Gone:
                    watches.Of(node).Gone(channel); // hung up in our hands: its end may have been told before we took note of it
                    return;
                case GiveBack.Done:
                    return;
            }

            await Task.Delay(GiveBackPause, time, stop); // a caller must not hang in silence because one request did
        }
    }

    /// <summary>What an ARI channel does not carry: its call, the number dialled (its extension is where it is now, a menu's "s" for instance), and whether the caller wants the number shown.</summary>
    private static async Task<(string LinkedId, string? Did, bool HidesNumber)> LookAsync(PbxNode node, AriChannel channel, CancellationToken stop)
    {
        // Gone already: a first channel's linkedid is its own id.
        var linkedId = await node.Callers.VariableAsync(channel.Id, "CHANNEL(linkedid)", stop) ?? channel.Id;
        var did = await node.Callers.VariableAsync(channel.Id, CallSignal.ChannelSeen.DidVariable, stop) ?? channel.Dialplan.Exten;
        return (linkedId, did, CallSignal.PresentationSeen.IsRestrictedWord(await node.Callers.VariableAsync(channel.Id, CallSignal.PresentationSeen.Variable, stop)));
    }

    private MissedCallReport Report(PbxNode node, AriChannel channel, (string LinkedId, string? Did, bool HidesNumber) call, MissReason reason, string? queueName, string? number) => new(
        node.Name, call.LinkedId, channel.Id, clock.GetCurrentInstant(), reason, queueName, call.Did, number, channel.Caller.Name, null, null, ["stasis"], Asked: true, HidesNumber: call.HidesNumber && reason != MissReason.Requested);

    private async Task TakeUpAsync(PbxNode node, long epoch, CancellationToken stop)
    {
        while (node.Callers.IsIn(epoch))
        {
            var before = ServedNow(node);
            var here = await node.Callers.LookAsync(stop);
            if (here.Hindrance is { } why)
            {
                LogCannotLook(log, node.Name, why);
                await Task.Delay(LookPause, time, stop); // whoever waits there hears nothing
                continue;
            }

            // Those that are served are given back in their turn: nothing is taken twice.
            foreach (var (channel, arguments) in here.Callers.Where(c => !before.Contains(c.Channel.Id) && !ServedNow(node).Contains(c.Channel.Id)))
            {
                LogTakenUp(log, node.Name, channel.Id);
                Serve(node, channel, Handover.Read(arguments), stop);
            }

            return;
        }
    }

    private HashSet<string> ServedNow(PbxNode node) => served.Values.Where(s => s.Node == node).Select(s => s.Channel).ToHashSet(StringComparer.Ordinal);
}
