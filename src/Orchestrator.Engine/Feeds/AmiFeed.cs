using System.Globalization;
using NodaTime;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Feeds;

/// <summary>
/// Takes one PBX's AMI stream to its operators and its calls. After each connect, and when events were refused, a snapshot comes first; one that fails is tried again
/// as long as the connection lives.
/// </summary>
public sealed partial class AmiFeed(
    PbxNode node, OperatorBoard operators, CallWatch calls, CallerQuestions questions, QueueLogFeed past, BlindIntervals blind, DispatchSignal dispatch, TimeProvider time, ILogger<AmiFeed> log)
{
    /// <summary>From one snapshot, or one that failed, to the next: long lists, of a PBX that may be busy.</summary>
    public static readonly TimeSpan SnapshotPause = TimeSpan.FromSeconds(5);

    /// <summary>When the next snapshot is to be taken, as a timestamp that no clock step moves; null while none is wanted.</summary>
    private long? due;

    /// <summary>Events that are refused bring no snapshot before.</summary>
    private long notBefore;

    /// <summary>queue_log has told of the gap that the snapshot ends.</summary>
    private bool isFilled;

    /// <summary>Signals that had come when the snapshot did, and that are not taken yet.</summary>
    private int beforeSnapshot;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await TakeAllAsync(stop);
        }
        finally
        {
            calls.AmiLost(Instant.FromDateTimeOffset(time.GetUtcNow())); // at a stop others may go on for a while: what happens then, the next start catches up on
        }
    }

    private async Task TakeAllAsync(CancellationToken stop)
    {
        while (await WaitAsync(stop))
        {
            if (IsDue)
            {
                await TrySynchroniseAsync(stop);
            }
            else if (node.Ami.Signals.TryRead(out var signal))
            {
                try
                {
                    Take(signal);
                }
                catch (Exception e) when (!stop.IsCancellationRequested)
                {
                    LogFailed(log, node.Name, e); // one event is lost to us, not the stream
                }

                if (beforeSnapshot > 0 && --beforeSnapshot == 0)
                {
                    CaughtUp();
                }
            }
        }
    }

    private bool IsDue => due <= time.GetTimestamp();

    /// <summary>Waits for a signal or for the next snapshot; false at the end of the stream.</summary>
    private async ValueTask<bool> WaitAsync(CancellationToken stop)
    {
        if (due is not { } at || node.Ami.Signals.TryPeek(out _))
        {
            return await node.Ami.Signals.WaitToReadAsync(stop);
        }

        var pause = time.GetElapsedTime(time.GetTimestamp(), at);
        if (pause <= TimeSpan.Zero)
        {
            return true;
        }

        using var limit = new CancellationTokenSource(pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            return await node.Ami.Signals.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return true;
        }
    }

    private void Take(AmiSignal signal)
    {
        switch (signal)
        {
            case AmiSignal.Connected c:
                LogConnected(log, node.Name, c.Banner);
                due = time.GetTimestamp();
                break;

            case AmiSignal.Gap g:
                LogGap(log, node.Name, g.Reason, g.Detail);
                due = null;
                node.AmiInSync = false;
                operators.Forget();
                calls.AmiLost(Instant.FromDateTimeOffset(g.HeardUntil));
                blind.Open(node.Name, "ami", g.Detail);
                break;

            // Not at once each time: whoever breaks into events does it with every event of the call.
            case AmiSignal.Refused:
                calls.AmiRefused();
                due ??= notBefore;
                break;

            // A PBX that is still starting takes logins before its modules answer: the snapshot is taken when it says that it is up.
            case AmiSignal.Event { Message.EventName: "FullyBooted" } when !node.AmiInSync:
                due = time.GetTimestamp();
                break;

            case AmiSignal.Event e:
                if (calls.On(e.Message, IsTaken(node.Ari.HolderOf(node.SharedApp))) is CallSignal.QueueJoined joined && IsTheirs(joined))
                {
                    questions.Ask(joined);
                }

                if (operators.On(e.Message))
                {
                    dispatch.Poke();
                }

                break;

            default:
                throw new InvalidOperationException($"No such signal: {signal.GetType().Name}.");
        }
    }

    private async Task TrySynchroniseAsync(CancellationToken stop)
    {
        try
        {
            await SynchroniseAsync(stop);
            due = null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            due = AfterPause();
            var isThePeers = e is IOException or TimeoutException or AmiRefusedException;
            LogNoSnapshot(log, node.Name, e.Message, SnapshotPause, isThePeers ? null : e);
        }
    }

    /// <summary>Events that come meanwhile wait in the stream and are taken afterwards; all of them may be taken twice.</summary>
    private async Task SynchroniseAsync(CancellationToken stop)
    {
        // What happened before the login is in queue_log by now, and what happened after it is in the stream; a list asked for only then tells who is gone.
        isFilled = past.CatchUp(AheadOf(await node.Ami.SendAsync(AmiActions.Ping, stop)));
        var known = calls.Channels();
        var queues = await node.Ami.ListAsync(AmiActions.QueueStatus(), stop);
        var channels = await node.Ami.ListAsync(AmiActions.CoreShowChannels, stop);
        var bridges = await node.Ami.ListAsync(AmiActions.BridgeList, stop);
        var devices = await node.Ami.ListAsync(AmiActions.DeviceStateList, stop);

        // Asterisk answers first and then sends the events that it had: with this answer all those from before the lists are in the stream.
        await node.Ami.SendAsync(AmiActions.Ping, stop);
        operators.Reset(Read(queues, QueueMember.TryRead), Read(devices, DeviceStateChange.TryRead), Read(queues, QueueParams.TryRead));
        var waiting = calls.AmiConnected(known, Read(channels, CoreShowChannel.TryRead), Read(queues, QueueEntry.TryRead), Read(bridges, BridgeListItem.TryRead));
        foreach (var joined in waiting.Where(IsTheirs))
        {
            questions.Ask(joined);
        }

        beforeSnapshot = node.Ami.Signals.Count;
        if (beforeSnapshot == 0)
        {
            CaughtUp();
        }

        notBefore = AfterPause();
        node.AmiInSync = true;
        dispatch.Poke();
    }

    /// <summary>All is told that was not heard, as far as anybody can tell it.</summary>
    private void CaughtUp()
    {
        var missed = calls.AmiCaughtUp();
        blind.Close(node.Name, "ami", isFilled ? new GapFilling(QueueLogCatchUp.Source, missed) : null);
    }

    /// <summary>How far our clock is ahead of the PBX's; nothing where it does not tell the time.</summary>
    private Duration AheadOf(AmiResponse pong) =>
        double.TryParse(pong.Raw["Timestamp"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e11
            ? Instant.FromDateTimeOffset(time.GetUtcNow()) - (NodaConstants.UnixEpoch + Duration.FromSeconds(seconds))
            : Duration.Zero;

    /// <summary>No leg of our callbacks.</summary>
    private static bool IsTheirs(CallSignal.QueueJoined joined) => !joined.LinkedId.StartsWith(CallTracker.OwnPrefix, StringComparison.Ordinal);

    /// <summary>What the dialplan hands over comes to one of our instances.</summary>
    private static bool IsTaken(AppHolder holder) => holder is AppHolder.Ours or AppHolder.Another;

    private long AfterPause() => time.GetTimestamp() + (SnapshotPause.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond);

    private static IEnumerable<T> Read<T>(IEnumerable<AmiMessage> messages, Func<AmiMessage, T?> read) where T : class =>
        messages.Select(read).OfType<T>();
}
