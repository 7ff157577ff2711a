namespace Orchestrator.Asterisk.Ami;

/// <summary>Device state of a queue member (AST_DEVICE_* in include/asterisk/devicestate.h).</summary>
public enum QueueMemberStatus
{
    Unknown = 0,
    NotInUse = 1,
    InUse = 2,
    Busy = 3,
    Invalid = 4,
    Unavailable = 5,
    Ringing = 6,
    RingInUse = 7,
    OnHold = 8,
}

/// <summary>A member, whether from the list of QueueStatus or from one of the QueueMember… events.</summary>
public sealed record QueueMember
{
    public required string Queue { get; init; }

    /// <summary>What is dialled: <c>PJSIP/101</c>, <c>Local/101@from-queue/n</c>.</summary>
    public required string Interface { get; init; }

    public required string Name { get; init; }

    /// <summary>Whose state is watched; the same as <see cref="Interface"/> where nothing else is configured.</summary>
    public required string StateInterface { get; init; }

    public required QueueMemberStatus Status { get; init; }

    public bool Paused { get; init; }

    public string? PausedReason { get; init; }

    public int Penalty { get; init; }

    public int CallsTaken { get; init; }

    /// <summary>End of the last queue call; calls outside the queue don't count.</summary>
    public DateTimeOffset? LastCall { get; init; }

    /// <summary>In a queue call.</summary>
    public bool InCall { get; init; }

    /// <summary>The member has left the queue with this event.</summary>
    public bool Removed { get; init; }

    /// <summary>Reads QueueMember and QueueMemberStatus, -Added, -Removed, -Pause, -Penalty and -Ringinuse.</summary>
    public static QueueMember? TryRead(AmiMessage message)
    {
        // The list says Name and Location where the events say MemberName and Interface.
        if (!message.EventName.StartsWith("QueueMember", StringComparison.Ordinal)
            || message.Text("Queue") is not { } queue
            || (message.Text("Interface") ?? message.Text("Location")) is not { } dialled
            || message.Int("Status") is not { } status)
        {
            return null;
        }

        return new QueueMember
        {
            Queue = queue,
            Interface = dialled,
            Name = message.Text("MemberName") ?? message.Text("Name") ?? dialled,
            StateInterface = message.Text("StateInterface") ?? dialled,
            Status = status is >= 0 and <= (int)QueueMemberStatus.OnHold ? (QueueMemberStatus)status : QueueMemberStatus.Unknown,
            Paused = message.Flag("Paused"),
            PausedReason = message.Text("PausedReason"),
            Penalty = message.Int("Penalty") ?? 0,
            CallsTaken = message.Int("CallsTaken") ?? 0,
            LastCall = message.Moment("LastCall"),
            InCall = message.Flag("InCall"),
            Removed = message.EventName == "QueueMemberRemoved",
        };
    }
}

/// <summary>A queue's figures, from the list of QueueStatus.</summary>
/// <param name="Max">Most callers that may wait; 0 for no limit.</param>
/// <param name="Strategy">ringall, leastrecent, …</param>
/// <param name="Calls">Callers waiting now.</param>
/// <param name="Completed">Served since the last reset.</param>
/// <param name="Abandoned">Unserved since the last reset.</param>
public sealed record QueueParams(string Queue, int Max, string Strategy, int Calls, int Completed, int Abandoned)
{
    public static QueueParams? TryRead(AmiMessage message) =>
        message.EventName == nameof(QueueParams) && message.Text("Queue") is { } queue
            ? new(
                queue,
                message.Int("Max") ?? 0,
                message.Text("Strategy") ?? "",
                message.Int("Calls") ?? 0,
                message.Int("Completed") ?? 0,
                message.Int("Abandoned") ?? 0)
            : null;
}
