using Orchestrator.Core.Calls;

namespace Orchestrator.Engine.History;

/// <summary>One caller in queue_log, through all queues on the way.</summary>
internal sealed class QueueLogCall
{
    public string? Caller { get; set; }

    public string? Did { get; set; }

    public string? Queue { get; private set; }

    /// <summary>Seconds since 1970 at which the caller came to the present queue.</summary>
    public long JoinedAt { get; private set; }

    /// <summary>In a queue now.</summary>
    public bool Waiting { get; private set; }

    /// <summary>How the last queue was left; null while the caller waits there and after meeting somebody.</summary>
    public MissReason? Missed { get; private set; }

    public int? Waited { get; private set; }

    /// <summary>Time of the latest record.</summary>
    public long LastAt { get; set; }

    /// <summary>Counts the moves: what an earlier one made likely is no longer true.</summary>
    public int Moves { get; private set; }

    public void Enter(string queue, string? caller, long at)
    {
        Move(queue, waiting: true);
        Caller = caller ?? Caller;
        JoinedAt = at;
    }

    /// <summary>Left a queue and met nobody.</summary>
    /// <returns>Whether that is news: a codec mismatch writes ABANDON twice, and only the first exit of a stay counts.</returns>
    public bool Leave(string queue, MissReason reason, int? waited, long at)
    {
        if (!Waiting && Missed is not null)
        {
            return false;
        }

        // An exit without an entry: a log that begins later, or a masquerade that changed the uniqueid.
        var joined = Waiting;
        Move(queue, waiting: false);
        Missed = reason;
        Waited = waited ?? (joined ? (int)Math.Min(int.MaxValue, Math.Max(0, at - JoinedAt)) : null);
        return true;
    }

    public void Meet(string queue) => Move(queue, waiting: false);

    private void Move(string queue, bool waiting)
    {
        Queue = queue;
        Waiting = waiting;
        Missed = null;
        Moves++;
    }
}
