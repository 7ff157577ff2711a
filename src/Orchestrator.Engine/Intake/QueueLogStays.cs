using Orchestrator.Asterisk.QueueLog;

namespace Orchestrator.Engine.Intake;

/// <summary>The records of queue_log, sorted by the calls that they are about.</summary>
internal static class QueueLogStays
{
    // A wait is told in whole seconds, and so are both of its ends.
    private const long Rounding = 2;

    /// <param name="entries">In their order.</param>
    public static IReadOnlyList<QueueLogStay> Of(IEnumerable<QueueLogEntry> entries)
    {
        var calls = new Dictionary<string, QueueLogStay>(StringComparer.Ordinal);
        var inOrder = new List<QueueLogStay>();
        var latest = 0L;
        foreach (var entry in entries)
        {
            if (entry.Event == QueueLogEvent.Started)
            {
                // Asterisk was started anew: whoever waited lost the call, at the latest sign of life before.
                foreach (var lost in inOrder.Where(c => c.Waits))
                {
                    (lost.LostAt, lost.ToldUntil) = (latest, entry.Time);
                }
            }
            else if (entry.Event != QueueLogEvent.Other)
            {
                if (!calls.TryGetValue(entry.CallId, out var call))
                {
                    call = Renamed(inOrder, entry);
                    if (call is null)
                    {
                        inOrder.Add(call = new QueueLogStay(entry.CallId));
                    }

                    calls.Add(entry.CallId, call);
                }

                call.Entries.Add(entry with { CallId = call.Id });
                call.ToldUntil = entry.Time;
            }

            latest = Math.Max(latest, entry.Time);
        }

        return inOrder;
    }

    /// <summary>An attended transfer into a queue gives the place of one channel to another: who leaves has another uniqueid than who came. The wait tells who it was.</summary>
    private static QueueLogStay? Renamed(List<QueueLogStay> calls, QueueLogEntry exit) =>
        exit is { Event: not (QueueLogEvent.Entered or QueueLogEvent.Did), Waited: { } waited }
            ? calls.FindLast(c => c.Waits && c.Came is var came && came.Queue == exit.Queue && Math.Abs(exit.Time - waited - came.Time) <= Rounding)
            : null;
}

/// <summary>One call's records.</summary>
/// <param name="id">The uniqueid that it came with.</param>
internal sealed class QueueLogStay(string id)
{
    public string Id { get; } = id;

    public List<QueueLogEntry> Entries { get; } = [];

    /// <summary>When Asterisk died with the call in a queue.</summary>
    public long? LostAt { get; set; }

    /// <summary>When the log had its last word of the call: the start of Asterisk that shows it lost is one.</summary>
    public long ToldUntil { get; set; }

    /// <summary>The latest time that the caller came into a queue.</summary>
    public QueueLogEntry Came => Entries.FindLast(e => e.Event == QueueLogEvent.Entered);

    /// <summary>The caller is in a queue, for all that the log tells.</summary>
    public bool Waits => LostAt is null && Entries.FindLastIndex(e => e.Event == QueueLogEvent.Entered) > Entries.FindLastIndex(e => e.Event is not (QueueLogEvent.Entered or QueueLogEvent.Did));
}
