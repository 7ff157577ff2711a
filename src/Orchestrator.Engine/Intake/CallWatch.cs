using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;

namespace Orchestrator.Engine.Intake;

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
    private ImmutableArray<string> gone = [];
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

    /// <returns>What it said about calls, or null.</returns>
    public CallSignal? On(AmiMessage message)
    {
        var signal = AmiCallSignals.Read(message);
        if (signal is not null)
        {
            Feed(signal, Ami);
        }

        return signal;
    }

    /// <summary>The caller does not want the number shown. Comes to nothing when the call is over.</summary>
    public void Hides(string channel, string linkedId)
    {
        lock (gate)
        {
            if (tracker.CallOf(channel) is not null)
            {
                queue.Add(tracker.On(new CallSignal.PresentationSeen(channel, linkedId, IsRestricted: true), clock.GetCurrentInstant(), Ami));
            }
        }
    }

    /// <summary>The channels known now: of them, a snapshot asked for afterwards tells which are gone.</summary>
    public IReadOnlyCollection<string> Channels()
    {
        lock (gate)
        {
            return [.. tracker.Channels];
        }
    }

    /// <summary>A snapshot: what lives now, who waits where, and who talks with whom.</summary>
    /// <param name="known">The channels known before it was asked for.</param>
    /// <param name="channels">All that live.</param>
    /// <param name="waiting">All callers in queues.</param>
    /// <param name="bridges">All bridges.</param>
    public void AmiConnected(IReadOnlyCollection<string> known, IEnumerable<CoreShowChannel> channels, IEnumerable<QueueEntry> waiting, IEnumerable<BridgeListItem> bridges)
    {
        var live = channels.ToImmutableArray();
        var holding = bridges.Where(b => b.Technology == AmiCallSignals.HoldingBridge).Select(b => b.BridgeUniqueid).ToHashSet(StringComparer.Ordinal);
        lock (gate)
        {
            amiConnected = true;
            var now = clock.GetCurrentInstant();
            foreach (var c in live.Select(l => l.Channel))
            {
                queue.Add(tracker.On(new CallSignal.ChannelSeen(c.Uniqueid, c.Linkedid, c.CallerIdNum, c.CallerIdName, c.Exten), now, Ami));
            }

            var stays = new HashSet<(string Call, string Queue)>();
            foreach (var entry in waiting)
            {
                if (tracker.CallOf(entry.Uniqueid) is { } call)
                {
                    stays.Add((call, entry.Queue));
                    queue.Add(tracker.On(
                        new CallSignal.QueueJoined(entry.Uniqueid, call, entry.Queue, entry.Position, entry.CallerIdNum, entry.CallerIdName), now - Duration.FromTimeSpan(entry.Wait), Ami));
                }
            }

            tracker.LeaveQueuesBut(stays, now);
            tracker.ForgetBridges();
            foreach (var l in live)
            {
                if (l.BridgeId is { } bridge && !holding.Contains(bridge))
                {
                    queue.Add(tracker.On(new CallSignal.BridgeEntered(l.Channel.Uniqueid, l.Channel.Linkedid, bridge), now, Ami));
                }
            }

            gone = [.. known.Except(live.Select(l => l.Channel.Uniqueid), StringComparer.Ordinal)];
        }
    }

    /// <summary>
    /// The events from before the snapshot are taken. Calls that ended unseen are concluded by what is known of them: a caller last seen waiting counts as missed,
    /// for no missed call may be lost.
    /// </summary>
    public void AmiCaughtUp()
    {
        lock (gate)
        {
            foreach (var channel in gone)
            {
                queue.Add(tracker.On(new CallSignal.ChannelGone(channel, channel), clock.GetCurrentInstant(), Ami));
            }

            gone = [];
        }
    }

    public void AmiLost()
    {
        lock (gate)
        {
            amiConnected = false;
            gone = []; // the next snapshot tells it again
        }
    }

    /// <summary>A channel came through <c>Stasis(…,track)</c>.</summary>
    public void Track(AriChannel channel, string linkedId, string? did, bool hidesNumber)
    {
        Feed(new CallSignal.ChannelSeen(channel.Id, linkedId, channel.Caller.Number, channel.Caller.Name, did), Stasis);
        Feed(new CallSignal.PresentationSeen(channel.Id, linkedId, hidesNumber), Stasis);
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
