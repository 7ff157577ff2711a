using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;

namespace Orchestrator.Intake;

/// <summary>
/// One PBX's tracker, fed by both of its links from different threads. While AMI is connected it alone tells the life of a call,
/// and Stasis adds which calls are tracked; while it is away, the events of tracked channels stand in for it.
/// </summary>
public sealed class CallWatch(string pbx, IntakeQueue queue, IClock clock)
{
    private const string Ami = "ami";
    private const string Stasis = "stasis";

    private readonly Lock gate = new();
    private readonly CallTracker tracker = new(pbx);
    private bool amiConnected;

    /// <summary>Calls in progress.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return tracker.Count;
            }
        }
    }

    public void On(AmiMessage message)
    {
        if (AmiCallSignals.Read(message) is { } signal)
        {
            Feed(signal, Ami);
        }
    }

    /// <summary>AMI is back: what lives now, and who waits where.</summary>
    public void AmiConnected(IEnumerable<CoreShowChannel> channels, IEnumerable<QueueEntry> waiting)
    {
        var live = channels.Select(c => c.Channel)
            .Select(c => new CallSignal.ChannelSeen(c.Uniqueid, c.Linkedid, c.CallerIdNum, c.CallerIdName, c.Exten)).ToImmutableArray();
        lock (gate)
        {
            amiConnected = true;
            var now = clock.GetCurrentInstant();
            queue.Add(tracker.Resync(live, now, Ami));
            foreach (var entry in waiting)
            {
                if (tracker.CallOf(entry.Uniqueid) is { } call)
                {
                    queue.Add(tracker.On(
                        new CallSignal.QueueJoined(entry.Uniqueid, call, entry.Queue, entry.Position, entry.CallerIdNum, entry.CallerIdName), now - Duration.FromTimeSpan(entry.Wait), Ami));
                }
            }
        }
    }

    public void AmiLost()
    {
        lock (gate)
        {
            amiConnected = false;
        }
    }

    /// <summary>A channel came through <c>Stasis(…,track)</c>.</summary>
    public void Track(AriChannel channel, string linkedId, string? did)
    {
        Feed(new CallSignal.ChannelSeen(channel.Id, linkedId, channel.Caller.Number, channel.Caller.Name, did), Stasis);
        Feed(new CallSignal.Tracked(channel.Id, linkedId), Stasis);
    }

    /// <summary>A channel that came through Stasis is no more. Told twice, it counts once.</summary>
    public void Gone(string channel) => Feed(new CallSignal.ChannelGone(channel, channel), Stasis);

    public void On(AriEvent message)
    {
        if (AriCallSignals.ChannelOf(message) is not { } channel)
        {
            return;
        }

        lock (gate)
        {
            if (!amiConnected && tracker.CallOf(channel) is { } call && AriCallSignals.Read(message, call) is { } signal)
            {
                queue.Add(tracker.On(signal, clock.GetCurrentInstant(), Stasis));
            }
        }
    }

    private void Feed(CallSignal signal, string seenBy)
    {
        lock (gate)
        {
            queue.Add(tracker.On(signal, clock.GetCurrentInstant(), seenBy));
        }
    }
}
