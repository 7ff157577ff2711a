using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Engine.Intake;

/// <summary>One inbound call from its first channel to its last, with its visits to queues in order.</summary>
internal sealed class CallEpisode(string callId, Instant startedAt)
{
    // queue_log has whole seconds, and its clock may be a little off ours.
    private static readonly Duration SameVisit = Duration.FromSeconds(3);

    private readonly List<QueueVisit> visits = [];
    private string? triedQueue;
    private string? servedBy;

    public CallEpisode(KnownCall known)
        : this(known.CallId, known.StartedAt)
    {
        Channels.UnionWith(known.Channels);
        Callers.UnionWith(known.Callers);
        (CallerNumber, CallerName, Did, HidesNumber, IsOriginated, Endpoint) = (known.CallerNumber, known.CallerName, known.Did, known.HidesNumber, known.IsOriginated, known.Endpoint);
        (Tracked, Rang, Answered, servedBy, triedQueue) = (known.Tracked, known.Rang, known.Answered, known.ServedBy, known.TriedQueue);
        visits.AddRange(known.Visits.Select(v => new QueueVisit(v.Queue, v.JoinedAt)
        {
            Position = v.Position,
            Waited = v.Waited,
            Abandoned = v.Abandoned,
            Left = v.Left,
            IsAbandonedUnseen = v.IsAbandonedUnseen,
            Served = v.Served,
            Status = v.Status,
        }));
    }

    public KnownCall Known => new(
        CallId, startedAt, [.. Channels], [.. Callers], CallerNumber, CallerName, Did, HidesNumber, IsOriginated, Endpoint, Tracked, Rang, Answered, servedBy, triedQueue,
        [.. visits.Select(v => new KnownVisit(v.Queue, v.JoinedAt, v.Position, v.Waited, v.Abandoned, v.Left, v.IsAbandonedUnseen, v.Served, v.Status))]);

    public string CallId { get; } = callId;

    /// <summary>Channels known to live.</summary>
    public HashSet<string> Channels { get; } = new(StringComparer.Ordinal);

    /// <summary>Channels that stand for the caller: the first one, and any that entered a queue (a transfer changes it).</summary>
    public HashSet<string> Callers { get; } = new(StringComparer.Ordinal);

    public string? CallerNumber { get; private set; }

    public string? CallerName { get; private set; }

    public string? Did { get; private set; }

    /// <summary>The caller does not want the number shown.</summary>
    public bool HidesNumber { get; private set; }

    /// <summary>Where the call came in.</summary>
    public string? Endpoint { get; private set; }

    /// <summary>The call's first channel was made by Asterisk for somebody else: nobody rang in.</summary>
    public bool IsOriginated { get; private set; }

    public bool Tracked { get; set; }

    /// <summary>Somebody outside of a queue was rung.</summary>
    public bool Rang { get; set; }

    /// <summary>A conversation with a person took place.</summary>
    public bool Answered { get; private set; }

    public void Describe(CallSignal.ChannelSeen seen)
    {
        if (seen.UniqueId == CallId || Callers.Contains(seen.UniqueId))
        {
            Callers.Add(seen.UniqueId);
            CallerNumber ??= seen.CallerNumber;
            CallerName ??= seen.CallerName;
            Did ??= seen.Did;
            Endpoint ??= seen.Endpoint;
            IsOriginated |= seen.IsOriginated;
        }
    }

    public void Present(CallSignal.PresentationSeen seen) => HidesNumber |= seen.IsRestricted && seen.UniqueId == CallId;

    public void TryQueue(string queue) => triedQueue = queue;

    public void Join(CallSignal.QueueJoined e, Instant now)
    {
        Callers.Add(e.UniqueId);
        if (e.UniqueId == CallId || CallerNumber is null)
        {
            CallerNumber = e.CallerNumber ?? CallerNumber;
            CallerName = e.CallerName ?? CallerName;
        } // another channel of the call is a colleague's who sends the caller on, with a number of his own

        if (visits is [.., { Left: false, Served: false } last] && last.Queue == e.Queue)
        {
            last.Position = e.Position ?? last.Position; // told twice: by the event and by the snapshot after a gap
            return;
        }

        if (e.IsToldLate && visits.Exists(v => v.Queue == e.Queue && Duration.Max(now - v.JoinedAt, v.JoinedAt - now) <= SameVisit))
        {
            return;
        }

        visits.Add(new QueueVisit(e.Queue, now) { Position = e.Position });
    }

    public void Abandon(CallSignal.QueueAbandoned e, Instant now)
    {
        // After a gap the join may not have been seen. A codec mismatch sends the event twice: the visit is marked, not added.
        var visit = visits.LastOrDefault(v => v.Queue == e.Queue);
        if (visit is null)
        {
            visits.Add(visit = new QueueVisit(e.Queue, now));
        }

        visit.Abandoned = true;
        visit.Position = e.Position ?? visit.Position;
        visit.Waited = e.Waited is { } waited ? Duration.Max(waited, Duration.Zero) : visit.Waited;
    }

    public void Leave(CallSignal.QueueLeft e, Instant now)
    {
        if (visits.LastOrDefault(v => v.Queue == e.Queue) is { } visit)
        {
            visit.Position = e.Position ?? visit.Position;
            visit.Leave(now);
        }
    }

    /// <summary>The caller waits in these queues and in no other. How the others were left nobody saw.</summary>
    /// <param name="lives">The caller has not hung up, and so went on to something else.</param>
    public void LeaveAllBut(Func<string, bool> stays, bool lives, Instant now)
    {
        foreach (var visit in visits.Where(v => !v.Left && (v.Queue is null || !stays(v.Queue))))
        {
            visit.Leave(now);
            visit.IsAbandonedUnseen = !lives;
        }
    }

    public void SetStatus(string status, Instant now)
    {
        // FULL and JOINEMPTY are all that is ever said of a caller who was not let in.
        if (status is "FULL" or "JOINEMPTY" or "JOINUNAVAIL")
        {
            visits.Add(new QueueVisit(triedQueue, now) { Status = status, Waited = Duration.Zero, Left = true });
        }
        else if (visits is [.., var last] && status is not "CONTINUE")
        {
            last.Status = status;
        }
    }

    /// <summary>A person has the caller.</summary>
    /// <param name="member">The queue member's interface, or null when it is not told.</param>
    /// <returns>Whether that is the first conversation of the call, or one with another member.</returns>
    public bool Serve(string? member)
    {
        foreach (var visit in visits)
        {
            visit.Served = true;
        }

        var isNews = !Answered || (member is not null && member != servedBy);
        Answered = true;
        servedBy = member ?? servedBy;
        return isNews;
    }

    /// <summary>The call is over: was it missed, and why?</summary>
    public (MissReason Reason, QueueVisit? Visit)? Conclude()
    {
        if (visits.FindLast(v => !v.Served) is { } last)
        {
            return (last.Reason, last);
        }

        return Tracked && !Answered ? (Rang ? MissReason.Unanswered : MissReason.LeftInMenu, null) : null;
    }

    /// <summary>From the call's start to <paramref name="now"/>, for calls that never came to a queue.</summary>
    public Duration Age(Instant now) => Duration.Max(now - startedAt, Duration.Zero);

    /// <summary>Two calls turn out to be one (a transfer): the older one keeps its name.</summary>
    public void Absorb(CallEpisode other)
    {
        Channels.UnionWith(other.Channels);
        Callers.UnionWith(other.Callers);
        visits.AddRange(other.visits);
        visits.Sort((a, b) => a.JoinedAt.CompareTo(b.JoinedAt));
        Tracked |= other.Tracked;
        Rang |= other.Rang;
        Answered |= other.Answered;
        servedBy ??= other.servedBy;
        triedQueue ??= other.triedQueue;
        CallerNumber ??= other.CallerNumber;
        CallerName ??= other.CallerName;
        Did ??= other.Did;
        Endpoint ??= other.Endpoint;
        HidesNumber |= other.HidesNumber;
        IsOriginated &= other.IsOriginated;
    }
}

/// <summary>One stay in a queue, or one refusal at its door.</summary>
internal sealed class QueueVisit(string? queue, Instant joinedAt)
{
    public string? Queue { get; } = queue;

    public Instant JoinedAt { get; } = joinedAt;

    public int? Position { get; set; }

    public Duration? Waited { get; set; }

    public bool Abandoned { get; set; }

    public bool Left { get; set; }

    /// <summary>It ended with the call while nobody listened.</summary>
    public bool IsAbandonedUnseen { get; set; }

    /// <summary>A conversation with a person took place, in it or after it.</summary>
    public bool Served { get; set; }

    public string? Status { get; set; }

    public void Leave(Instant now)
    {
        Left = true;
        Waited ??= WaitedUntil(now);
    }

    /// <summary>Never negative: a clock may be set back while somebody waits.</summary>
    public Duration WaitedUntil(Instant now) => Waited ?? Duration.Max(now - JoinedAt, Duration.Zero);

    /// <summary>QUEUESTATUS is more precise than the abandon event, which comes with time-outs and empty queues as well.</summary>
    public MissReason Reason => Status switch
    {
        "TIMEOUT" => MissReason.TimedOut,
        "FULL" => MissReason.QueueFull,
        "JOINEMPTY" or "LEAVEEMPTY" or "JOINUNAVAIL" or "LEAVEUNAVAIL" => MissReason.NoOperators,
        _ => Abandoned || IsAbandonedUnseen || !Left ? MissReason.Abandoned : MissReason.LeftByKey,
    };
}
