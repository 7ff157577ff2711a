namespace Orchestrator.Asterisk.QueueLog;

/// <summary>One record of queue_log. What a caller sent is kept as it came: hostile.</summary>
/// <param name="Time">Seconds since 1970, UTC.</param>
/// <param name="CallId">The caller's uniqueid; successive queues keep it.</param>
public readonly record struct QueueLogEntry(long Time, QueueLogEvent Event, string CallId, string Queue)
{
    /// <summary>The caller's number of <see cref="QueueLogEvent.Entered"/>.</summary>
    public string? Caller { get; init; }

    /// <summary>The number of <see cref="QueueLogEvent.Did"/>.</summary>
    public string? Did { get; init; }

    /// <summary>The caller's place in the queue, 1 is first, where the event has it.</summary>
    public int? Position { get; init; }

    /// <summary>The channel or the name of the queue member; null where nobody has to do with it.</summary>
    public string? Agent { get; init; }

    /// <summary>Seconds in this queue, where the event has them.</summary>
    public int? Waited { get; init; }

    /// <summary>Seconds of the talk, of <see cref="QueueLogEvent.Completed"/>.</summary>
    public int? Talked { get; init; }
}
