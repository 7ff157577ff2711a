using NodaTime;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Replay;

namespace Orchestrator.Engine.History;

/// <summary>
/// Makes calls of the records of queue_log, in the order of their times. As the live tracker has it: a call is missed when its last stay in a queue
/// ended without a person. queue_log has no hang-up: a caller who leaves a queue and comes to no other within an hour is gone.
/// </summary>
/// <param name="tally">What was seen besides.</param>
/// <param name="latest">Records after this are a mistake (a torn line) and are left out: one of them would swallow the rest of the history.</param>
internal sealed class QueueLogCalls(QueueLogCallTally tally, Instant latest)
{
    /// <summary>From leaving a queue to entering the next one, with all the dialplan in between.</summary>
    private const long Patience = 60 * 60;

    /// <summary>Nobody waits longer; who does has left without a trace.</summary>
    private const long LongestStay = 24 * 60 * 60;

    private readonly Dictionary<string, QueueLogCall> calls = new(StringComparer.Ordinal);
    private readonly Queue<(long At, string CallId, int Moves, HistoricCall? Answered)> undecided = new();
    private readonly long latest = latest.ToUnixTimeSeconds();
    private long now;
    private long swept;

    /// <summary>The calls of these records. May be read once.</summary>
    public IEnumerable<HistoricCall> Of(IEnumerable<QueueLogEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Time > latest)
            {
                tally.FromTheFuture++;
                continue;
            }

            var before = now;
            now = Math.Max(now, entry.Time);
            foreach (var call in Decided(until: now - Patience))
            {
                yield return call;
            }

            Take(entry, before);
        }

        foreach (var call in Decided(until: long.MaxValue))
        {
            yield return call;
        }

        tally.StillWaiting += calls.Values.Count(c => c.Waiting);
    }

    private void Take(QueueLogEntry entry, long before)
    {
        switch (entry.Event)
        {
            case QueueLogEvent.Entered:
                Call(entry).Enter(entry.Queue, entry.Caller, now);
                break;
            case QueueLogEvent.Did:
                Call(entry).Did = entry.Did;
                break;
            case QueueLogEvent.Abandoned or QueueLogEvent.Withdrawn: // QueueWithdrawCaller: as the live tracker has it
                Leave(entry, MissReason.Abandoned);
                break;
            case QueueLogEvent.TimedOut:
                Leave(entry, MissReason.TimedOut);
                break;
            case QueueLogEvent.Emptied:
                Leave(entry, MissReason.NoOperators);
                break;
            case QueueLogEvent.LeftByKey:
                Leave(entry, MissReason.LeftByKey);
                break;
            case QueueLogEvent.Connected:
                var met = Call(entry);
                met.Meet(entry.Queue);
                Decide(entry.CallId, met, new HistoricCall(Instant.FromUnixTimeSeconds(now), met.Caller, null, entry.Queue, met.Did, Seconds(entry.Waited)));
                break;
            case QueueLogEvent.Completed when entry.Talked is { } talked:
                tally.Talks.Add(talked);
                break;
            case QueueLogEvent.Started:
                LoseEverybody(before);
                break;
            default:
                break; // moves nobody
        }

        if (now - swept > LongestStay)
        {
            Sweep();
        }
    }

    private static Duration? Seconds(int? seconds) => seconds is { } s ? Duration.FromSeconds(s) : null;

    private QueueLogCall Call(QueueLogEntry entry)
    {
        if (!calls.TryGetValue(entry.CallId, out var call))
        {
            calls.Add(entry.CallId, call = new QueueLogCall());
        }

        call.LastAt = now;
        return call;
    }

    private void Leave(QueueLogEntry entry, MissReason reason)
    {
        var call = Call(entry);
        if (call.Leave(entry.Queue, reason, entry.Waited, now))
        {
            Decide(entry.CallId, call, null);
        }
    }

    private void Decide(string callId, QueueLogCall call, HistoricCall? answered) => undecided.Enqueue((now, callId, call.Moves, answered));

    private IEnumerable<HistoricCall> Decided(long until)
    {
        while (undecided.TryPeek(out var next) && next.At <= until)
        {
            undecided.Dequeue();
            if (next.Answered is { } answered)
            {
                yield return answered;
            }

            if (!calls.TryGetValue(next.CallId, out var call) || call.Moves != next.Moves)
            {
                continue; // the caller went on
            }

            calls.Remove(next.CallId);
            if (call.Missed is { } reason)
            {
                yield return new HistoricCall(Instant.FromUnixTimeSeconds(next.At), call.Caller, reason, call.Queue, call.Did, Seconds(call.Waited));
            }
        }
    }

    /// <summary>Asterisk was started anew: whoever waited lost the call, at the latest sign of life before.</summary>
    private void LoseEverybody(long before)
    {
        foreach (var (callId, call) in calls.Where(c => c.Value.Waiting))
        {
            call.Leave(call.Queue!, MissReason.Abandoned, (int)Math.Clamp(before - call.JoinedAt, 0, int.MaxValue), now);
            Decide(callId, call, null);
            tally.LostAtStart++;
        }
    }

    private void Sweep()
    {
        swept = now;
        foreach (var (callId, call) in calls.Where(c => now - c.Value.LastAt > LongestStay).ToList())
        {
            calls.Remove(callId);
            tally.WithoutEnd += call.Waiting ? 1 : 0;
        }
    }
}

/// <summary>What a queue_log holds besides calls that ended.</summary>
public sealed class QueueLogCallTally
{
    /// <summary>Seconds of each talk.</summary>
    public Distribution Talks { get; } = new();

    /// <summary>Callers who wait at the end of the log: nothing is known of their end.</summary>
    public long StillWaiting { get; set; }

    /// <summary>Callers who entered a queue and never left it within a day.</summary>
    public long WithoutEnd { get; set; }

    /// <summary>Callers who waited when Asterisk was started anew; they count as abandoned.</summary>
    public long LostAtStart { get; set; }

    /// <summary>Records with a time that has not come yet.</summary>
    public long FromTheFuture { get; set; }
}
