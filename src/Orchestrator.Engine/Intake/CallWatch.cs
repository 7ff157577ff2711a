using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// One PBX's tracker, fed by both of its links from different threads. While AMI is connected it alone tells the life of a call,
/// and Stasis adds which calls are tracked; while it is away, the events of tracked channels stand in for it.
/// </summary>
/// <param name="app">The Stasis application of the dialplan.</param>
public sealed class CallWatch(string pbx, string app, IntakeQueue queue, IClock clock)
{
    private const string Ami = "ami";
    private const string Stasis = "stasis";

    /// <summary>How long a verdict takes at most until a crash cannot lose it any more.</summary>
    private static readonly Duration UntilKept = Duration.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly CallTracker tracker = new(pbx);
    private readonly Dictionary<string, Instant> endings = new(StringComparer.Ordinal);
    private readonly List<CallVerdict> late = [];
    private ImmutableArray<string> gone = [];
    private bool amiConnected;
    private Instant? heardUntil;

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

    /// <summary>From when on what happened is not known for certain; null: it is, or nobody ever listened.</summary>
    public Instant? DeafSince
    {
        get
        {
            lock (gate)
            {
                return heardUntil;
            }
        }
    }

    /// <summary>What a start after this process would have to know.</summary>
    public KnownCalls Known
    {
        get
        {
            lock (gate)
            {
                var now = clock.GetCurrentInstant();
                return new KnownCalls(amiConnected ? heardUntil ?? now : heardUntil, tracker.Known, tracker.ConcludedUntil(now - UntilKept));
            }
        }
    }

    /// <summary>At a start, before the links: what an earlier process knew.</summary>
    public void Restore(KnownCalls known)
    {
        lock (gate)
        {
            heardUntil = known.HeardUntil;
            tracker.Restore(known.Calls, known.Concluded);
        }
    }

    /// <param name="stasisTakes">Stasis is there to take what the dialplan hands over.</param>
    /// <returns>What it said about calls, or null.</returns>
    public CallSignal? On(AmiMessage message, bool stasisTakes = true)
    {
        var signal = AmiCallSignals.Read(message, app);
        if (signal is not (null or CallSignal.HandedOver) || (signal is CallSignal.HandedOver handed && (!stasisTakes || handed.What is Handover.Track)))
        {
            Tell(signal);
        }

        return signal;
    }

    /// <summary>The caller does not want the number shown. Comes to nothing when the call is over.</summary>
    public void Hides(string channel, string linkedId) => Learn(new CallSignal.PresentationSeen(channel, linkedId, IsRestricted: true));

    /// <summary>The number that the caller dialled. Comes to nothing when the call is over.</summary>
    public void Dialled(string channel, string linkedId, string did) => Learn(new CallSignal.ChannelSeen(channel, linkedId, null, null, did));

    /// <summary>Nobody heard which number the caller of this channel dialled.</summary>
    public bool LacksDid(string channel)
    {
        lock (gate)
        {
            return tracker.LacksDid(channel);
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

    /// <summary>
    /// What queue_log tells of the time since the link broke, read before the snapshot is asked for: it goes before what a snapshot suggests.
    /// Which of these calls are over, the snapshot tells; each is concluded at its own time.
    /// </summary>
    /// <param name="since">When nobody listened any more.</param>
    /// <param name="ahead">How far our clock is ahead of the PBX's.</param>
    /// <param name="stays">From <see cref="QueueLogCatchUp.From"/> on.</param>
    internal void CatchUp(Instant since, Duration ahead, IReadOnlyList<QueueLogStay> stays)
    {
        lock (gate)
        {
            var told = new QueueLogCatchUp(tracker, ahead);
            late.AddRange(told.Take(since, stays));
            foreach (var (call, end) in told.Endings)
            {
                endings[call] = end;
            }
        }
    }

    /// <summary>A tracked call ends while AMI is away: what queue_log tells of it is more than Stasis does.</summary>
    /// <param name="channel">Any of the call.</param>
    /// <inheritdoc cref="CatchUp"/>
    internal void CatchUpOn(string channel, Instant since, Duration ahead, IReadOnlyList<QueueLogStay> stays)
    {
        lock (gate)
        {
            if (!amiConnected && tracker.CallOf(channel) is { } call)
            {
                queue.Add(new QueueLogCatchUp(tracker, ahead).Take(since, stays.Where(s => tracker.CallOf(s.Id) == call)));
            }
        }
    }

    /// <summary>Whether a channel belongs to a call in progress.</summary>
    public bool Knows(string channel)
    {
        lock (gate)
        {
            return tracker.CallOf(channel) is not null;
        }
    }

    /// <summary>A snapshot: what lives now, who waits where, and who talks with whom.</summary>
    /// <param name="known">The channels known before it was asked for.</param>
    /// <param name="channels">All that live.</param>
    /// <param name="waiting">All callers in queues.</param>
    /// <param name="bridges">All bridges.</param>
    /// <returns>Who waits.</returns>
    public IReadOnlyList<CallSignal.QueueJoined> AmiConnected(IReadOnlyCollection<string> known, IEnumerable<CoreShowChannel> channels, IEnumerable<QueueEntry> waiting, IEnumerable<BridgeListItem> bridges)
    {
        var live = channels.ToImmutableArray();
        var holding = bridges.Where(b => b.Technology == AmiCallSignals.HoldingBridge).Select(b => b.BridgeUniqueid).ToHashSet(StringComparer.Ordinal);
        lock (gate)
        {
            amiConnected = true;
            var now = clock.GetCurrentInstant();
            foreach (var c in live.Select(l => l.Channel))
            {
                queue.Add(tracker.On(new CallSignal.ChannelSeen(c.Uniqueid, c.Linkedid, c.CallerIdNum, c.CallerIdName, null, Endpoint: AmiCallSignals.EndpointOf(c.Channel)), now, Ami));
            }

            var joined = new List<CallSignal.QueueJoined>();
            var stays = new HashSet<(string Call, string Queue)>();
            foreach (var entry in waiting)
            {
                if (tracker.CallOf(entry.Uniqueid) is { } call)
                {
                    stays.Add((call, entry.Queue));
                    joined.Add(new CallSignal.QueueJoined(entry.Uniqueid, call, entry.Queue, entry.Position, entry.CallerIdNum, entry.CallerIdName));
                    queue.Add(tracker.On(joined[^1], now - Duration.FromTimeSpan(entry.Wait), Ami));
                }
            }

            tracker.LeaveQueuesBut(stays, live.Select(l => l.Channel.Uniqueid).ToHashSet(StringComparer.Ordinal), now);
            tracker.ForgetBridges();
            foreach (var l in live)
            {
                if (l.BridgeId is { } bridge && !holding.Contains(bridge))
                {
                    queue.Add(tracker.On(new CallSignal.BridgeEntered(l.Channel.Uniqueid, l.Channel.Linkedid, bridge), now, Ami));
                }
            }

            gone = [.. known.Except(live.Select(l => l.Channel.Uniqueid), StringComparer.Ordinal)];
            return joined;
        }
    }

    /// <summary>
    /// The events from before the snapshot are taken. Calls that ended unseen are concluded by what is known of them: a caller last seen waiting counts as missed,
    /// for no missed call may be lost. In the order of their times: who was missed and called again in the gap was answered.
    /// </summary>
    /// <returns>How many calls were found to be missed.</returns>
    public int AmiCaughtUp()
    {
        lock (gate)
        {
            foreach (var channel in gone)
            {
                var isTold = endings.TryGetValue(tracker.CallOf(channel) ?? channel, out var end);
                late.AddRange(tracker.On(new CallSignal.ChannelGone(channel, channel), isTold ? end : clock.GetCurrentInstant(), isTold ? QueueLogCatchUp.Source : Ami));
            }

            queue.Add(late.OrderBy(v => v.At));
            var missed = late.Count(v => v is CallVerdict.Missed);
            gone = [];
            heardUntil = null;
            late.Clear();
            endings.Clear();
            return missed;
        }
    }

    /// <summary>Events were refused: what they would have told is not known.</summary>
    public void AmiRefused()
    {
        lock (gate)
        {
            heardUntil ??= amiConnected ? clock.GetCurrentInstant() : null;
        }
    }

    /// <param name="until">When it was last heard.</param>
    public void AmiLost(Instant until)
    {
        lock (gate)
        {
            heardUntil ??= amiConnected ? until : null;
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

    private void Learn(CallSignal signal)
    {
        lock (gate)
        {
            if (tracker.CallOf(signal.UniqueId) is { } call)
            {
                queue.Add(tracker.On(signal with { LinkedId = call }, clock.GetCurrentInstant(), Ami));
            }
        }
    }

    /// <summary>Takes what AMI told.</summary>
    internal void Tell(CallSignal signal) => Feed(signal, Ami);

    private void Feed(CallSignal signal, string seenBy)
    {
        lock (gate)
        {
            queue.Add(tracker.On(signal, clock.GetCurrentInstant(), seenBy));
        }
    }
}
