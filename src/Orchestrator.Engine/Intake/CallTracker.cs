using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// Watches the calls of one PBX and tells which were missed and which were answered. One episode per linkedid, with its queue visits in order;
/// decided when its last channel is gone, because an abandon event alone may be a time-out, a transfer or a key press.
/// AMI and ARI feed the same tracker: what both tell counts once. Not thread-safe.
/// </summary>
public sealed class CallTracker(string pbx)
{
    /// <summary>Our own legs start with this; they are no inbound calls.</summary>
    public const string OwnPrefix = "cb-";

    /// <summary>How many calls are remembered after their end: Stasis may tell only then that a call was tracked.</summary>
    private const int Remembered = 1000;

    private readonly Dictionary<string, CallEpisode> episodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallEpisode> ended = new(StringComparer.Ordinal);
    private readonly Queue<string> endedInOrder = new();
    private readonly ConcludedCalls concluded = new(Remembered);
    private readonly Dictionary<string, string> callOfChannel = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> bridges = new(StringComparer.Ordinal);

    /// <summary>Calls in progress.</summary>
    public int Count => episodes.Count;

    /// <summary>Channels of calls in progress.</summary>
    public IReadOnlyCollection<string> Channels => callOfChannel.Keys;

    /// <summary>What is known of the calls in progress.</summary>
    public IReadOnlyList<KnownCall> Known => [.. episodes.Values.Select(e => e.Known)];

    /// <summary>Callers whose calls were concluded up to a time, the latest ones.</summary>
    public IReadOnlyList<string> ConcludedUntil(Instant until) => concluded.Until(until);

    /// <summary>Whether the call of this caller's channel was concluded lately.</summary>
    public bool IsConcluded(string uniqueId) => concluded.Has(uniqueId);

    /// <summary>At a start: what another process knew of the calls in progress, and which it had concluded.</summary>
    public void Restore(IEnumerable<KnownCall> known, IEnumerable<string> over)
    {
        foreach (var caller in over)
        {
            concluded.Add(caller, Instant.MinValue);
        }

        foreach (var call in known)
        {
            episodes[call.CallId] = new CallEpisode(call);
            foreach (var channel in call.Channels)
            {
                callOfChannel[channel] = call.CallId;
            }
        }
    }

    /// <summary>Takes one signal.</summary>
    /// <returns>What became certain by it.</returns>
    public IEnumerable<CallVerdict> On(CallSignal signal, Instant now, string seenBy)
    {
        if (signal.LinkedId.StartsWith(OwnPrefix, StringComparison.Ordinal) || signal.UniqueId.StartsWith(OwnPrefix, StringComparison.Ordinal))
        {
            return [];
        }

        if (signal is CallSignal.ChannelGone)
        {
            return Gone(signal.UniqueId, now, seenBy);
        }

        var episode = Episode(signal, now);
        switch (signal)
        {
            case CallSignal.ChannelSeen e:
                episode.Describe(e);
                return [];
            case CallSignal.PresentationSeen e:
                episode.Present(e);
                return [];
            case CallSignal.Tracked:
                episode.Tracked = true;
                return [];
            case CallSignal.HandedOver e:
                return HandedOver(episode, e, now, seenBy);
            case CallSignal.QueueTried e:
                episode.TryQueue(e.Queue);
                return [];
            case CallSignal.QueueJoined e:
                episode.Join(e, now);
                return [];
            case CallSignal.QueueAbandoned e:
                episode.Abandon(e, now);
                return [];
            case CallSignal.QueueLeft e:
                episode.Leave(e, now);
                return [];
            case CallSignal.QueueStatus e:
                episode.SetStatus(e.Status, now);
                return [];
            case CallSignal.Dialled:
                episode.Rang = true;
                return [];
            case CallSignal.AgentConnected e:
                return Served(episode, now, e.Interface);
            case CallSignal.BridgeEntered e:
                return Entered(episode, e, now);
            case CallSignal.BridgeLeft e:
                Left(e.Bridge, e.UniqueId);
                return [];
            default:
                throw new InvalidOperationException($"No such signal: {signal.GetType().Name}.");
        }
    }

    /// <summary>A snapshot shows who waits: nobody else does any more.</summary>
    /// <param name="live">All channels that live.</param>
    public void LeaveQueuesBut(IReadOnlySet<(string Call, string Queue)> stays, IReadOnlySet<string> live, Instant now)
    {
        foreach (var episode in episodes.Values)
        {
            episode.LeaveAllBut(queue => stays.Contains((episode.CallId, queue)), episode.Callers.Overlaps(live), now);
        }
    }

    /// <summary>A snapshot is about to show who is in which bridge.</summary>
    public void ForgetBridges() => bridges.Clear();

    /// <summary>The call that a channel belongs to, as far as it is known.</summary>
    public string? CallOf(string uniqueId) => callOfChannel.GetValueOrDefault(uniqueId);

    /// <summary>Nobody told which number the call of a caller's channel dialled.</summary>
    public bool LacksDid(string uniqueId) => CallOf(uniqueId) is { } call && episodes.TryGetValue(call, out var episode) && episode.Did is null;

    private CallEpisode Episode(CallSignal signal, Instant now)
    {
        if (!episodes.TryGetValue(signal.LinkedId, out var episode))
        {
            episode = ended.Remove(signal.LinkedId, out var known) ? known : new CallEpisode(signal.LinkedId, now);
            episodes.Add(signal.LinkedId, episode);
        }

        if (callOfChannel.TryGetValue(signal.UniqueId, out var before) && before != signal.LinkedId && episodes.TryGetValue(before, out var old))
        {
            // Bridging and transfers give a channel the linkedid of the older call.
            old.Channels.Remove(signal.UniqueId);
            if (old.Channels.Count == 0)
            {
                episode.Absorb(old);
                episodes.Remove(before);
            }
        }

        callOfChannel[signal.UniqueId] = signal.LinkedId;
        episode.Channels.Add(signal.UniqueId);
        return episode;
    }

    private IEnumerable<CallVerdict> Gone(string uniqueId, Instant now, string seenBy)
    {
        foreach (var bridge in bridges.Where(b => b.Value.Contains(uniqueId)).Select(b => b.Key).ToList())
        {
            Left(bridge, uniqueId);
        }

        if (!callOfChannel.Remove(uniqueId, out var call) || !episodes.TryGetValue(call, out var episode))
        {
            return [];
        }

        episode.Channels.Remove(uniqueId);
        if (episode.Channels.Count > 0)
        {
            return [];
        }

        episodes.Remove(call);
        foreach (var caller in episode.Callers.Append(call))
        {
            concluded.Add(caller, now);
        }

        if (episode.Conclude() is not { } end)
        {
            Remember(episode);
            return [];
        }

        return
        [
            new CallVerdict.Missed(new MissedCallReport(
                pbx, call, episode.Callers.FirstOrDefault(call), now, end.Reason, end.Visit?.Queue, episode.Did, episode.CallerNumber, episode.CallerName,
                end.Visit?.WaitedUntil(now) ?? episode.Age(now), end.Visit?.Position,
                episode.Tracked && seenBy != "stasis" ? [seenBy, "stasis"] : [seenBy], HidesNumber: episode.HidesNumber, IsOriginated: episode.IsOriginated, CallerEndpoint: episode.Endpoint)),
        ];
    }

    private void Remember(CallEpisode episode)
    {
        ended[episode.CallId] = episode;
        endedInOrder.Enqueue(episode.CallId);
        if (endedInOrder.Count > Remembered)
        {
            ended.Remove(endedInOrder.Dequeue());
        }
    }

    /// <summary>Nobody took the call in Stasis: what it was handed over for is done by what the dialplan said.</summary>
    private IEnumerable<CallVerdict> HandedOver(CallEpisode episode, CallSignal.HandedOver e, Instant now, string seenBy)
    {
        switch (e.What)
        {
            case Handover.Track:
                episode.Tracked = true;
                return [];
            case Handover.Missed m:
                return [Report(m.Reason, m.Queue, episode.CallerNumber)];
            case Handover.Callback c:
                return [Report(MissReason.Requested, c.Queue, c.Number ?? episode.CallerNumber)];
            default:
                return [];
        }

        CallVerdict.Missed Report(MissReason reason, string? queue, string? number) => new(new MissedCallReport(
            pbx, e.LinkedId, e.UniqueId, now, reason, queue, episode.Did, number, episode.CallerName, null, null, [seenBy], Asked: true,
            HidesNumber: episode.HidesNumber && reason != MissReason.Requested, IsOriginated: episode.IsOriginated, CallerEndpoint: episode.Endpoint));
    }

    private IEnumerable<CallVerdict> Entered(CallEpisode episode, CallSignal.BridgeEntered e, Instant now)
    {
        if (!bridges.TryGetValue(e.Bridge, out var members))
        {
            bridges.Add(e.Bridge, members = new HashSet<string>(StringComparer.Ordinal));
        }

        members.Add(e.UniqueId);
        return members.Count >= 2 && members.Overlaps(episode.Callers) ? Served(episode, now) : [];
    }

    private void Left(string bridge, string uniqueId)
    {
        if (bridges.TryGetValue(bridge, out var members) && members.Remove(uniqueId) && members.Count == 0)
        {
            bridges.Remove(bridge);
        }
    }

    private IEnumerable<CallVerdict> Served(CallEpisode episode, Instant now, string? member = null) =>
        episode.Serve(member) ? [new CallVerdict.Answered(new AnsweredCallReport(pbx, episode.CallId, now, episode.CallerNumber, member))] : [];
}

/// <summary>What became certain about a call: a closed set.</summary>
public abstract record CallVerdict
{
    private CallVerdict()
    {
    }

    public abstract Instant At { get; }

    public sealed record Missed(MissedCallReport Report) : CallVerdict
    {
        public override Instant At => Report.At;
    }

    public sealed record Answered(AnsweredCallReport Report) : CallVerdict
    {
        public override Instant At => Report.At;
    }
}
