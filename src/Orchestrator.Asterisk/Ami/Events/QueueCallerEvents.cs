namespace Orchestrator.Asterisk.Ami;

/// <param name="Caller">The waiting channel.</param>
/// <param name="Position">From 1.</param>
/// <param name="Count">Callers waiting now, this one included.</param>
public sealed record QueueCallerJoin(AmiChannel Caller, string Queue, int Position, int Count)
{
    public static QueueCallerJoin? TryRead(AmiMessage message) =>
        message.EventName == nameof(QueueCallerJoin)
        && AmiChannel.TryRead(message) is { } caller
        && message.Text("Queue") is { } queue
        && message.Int("Position") is { } position
            ? new(caller, queue, position, message.Int("Count") ?? 0)
            : null;
}

/// <summary>Sent for every exit, answered or not.</summary>
public sealed record QueueCallerLeave(AmiChannel Caller, string Queue, int Position, int Count)
{
    public static QueueCallerLeave? TryRead(AmiMessage message) =>
        message.EventName == nameof(QueueCallerLeave)
        && AmiChannel.TryRead(message) is { } caller
        && message.Text("Queue") is { } queue
            ? new(caller, queue, message.Int("Position") ?? 0, message.Int("Count") ?? 0)
            : null;
}

/// <summary>The caller left unserved; a Leave follows. Also sent when a waiting caller is redirected, and at time-out.</summary>
public sealed record QueueCallerAbandon(AmiChannel Caller, string Queue, int Position, int OriginalPosition, TimeSpan HoldTime)
{
    public static QueueCallerAbandon? TryRead(AmiMessage message) =>
        message.EventName == nameof(QueueCallerAbandon)
        && AmiChannel.TryRead(message) is { } caller
        && message.Text("Queue") is { } queue
        && message.Seconds("HoldTime") is { } held
            ? new(caller, queue, message.Int("Position") ?? 0, message.Int("OriginalPosition") ?? 0, held)
            : null;
}

/// <summary>A caller who waits now, from the list of QueueStatus. Asterisk sends no linkedid here.</summary>
public sealed record QueueEntry(string Queue, string Channel, string Uniqueid, int Position, TimeSpan Wait, string? CallerIdNum, string? CallerIdName)
{
    public static QueueEntry? TryRead(AmiMessage message) =>
        message.EventName == nameof(QueueEntry)
        && message.Text("Queue") is { } queue
        && message.Text("Channel") is { } channel
        && message.Text("Uniqueid") is { } uniqueid
        && message.Int("Position") is { } position
            ? new(
                queue,
                channel,
                uniqueid,
                position,
                message.Seconds("Wait") ?? TimeSpan.Zero,
                message.Party("CallerIDNum", none: "unknown"),
                message.Party("CallerIDName", none: "unknown"))
            : null;
}
