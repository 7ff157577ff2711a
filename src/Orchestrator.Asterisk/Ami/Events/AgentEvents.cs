namespace Orchestrator.Asterisk.Ami;

/// <summary>A member's phone is being rung for a caller. <paramref name="Agent"/> is absent where the member's channel does not exist yet.</summary>
public sealed record AgentCalled(AmiChannel Caller, AmiChannel? Agent, string Queue, string Interface, string MemberName)
{
    public static AgentCalled? TryRead(AmiMessage message) =>
        message.EventName == nameof(AgentCalled)
        && AmiChannel.TryRead(message) is { } caller
        && message.Text("Queue") is { } queue
        && message.Text("Interface") is { } member
            ? new(caller, AmiChannel.TryRead(message, "Dest"), queue, member, message.Text("MemberName") ?? member)
            : null;
}

/// <summary>Caller and member talk. <paramref name="HoldTime"/> is how long the caller waited, <paramref name="RingTime"/> how long the phone rang.</summary>
public sealed record AgentConnect(
    AmiChannel Caller, AmiChannel? Agent, string Queue, string Interface, string MemberName, TimeSpan HoldTime, TimeSpan RingTime)
{
    public static AgentConnect? TryRead(AmiMessage message) =>
        message.EventName == nameof(AgentConnect)
        && AmiChannel.TryRead(message) is { } caller
        && message.Text("Queue") is { } queue
        && message.Text("Interface") is { } member
            ? new(
                caller,
                AmiChannel.TryRead(message, "Dest"),
                queue,
                member,
                message.Text("MemberName") ?? member,
                message.Seconds("HoldTime") ?? TimeSpan.Zero,
                message.Seconds("RingTime") ?? TimeSpan.Zero)
            : null;
}

/// <summary>The talk ended. May come after Hangup, without the caller's ids, or not at all: never wait for it.</summary>
/// <param name="Caller">Null where Asterisk sends no ids.</param>
/// <param name="HoldTime">How long the caller had waited.</param>
/// <param name="Reason">caller, agent or transfer.</param>
public sealed record AgentComplete(AmiChannel? Caller, string Queue, string Interface, TimeSpan HoldTime, TimeSpan TalkTime, string? Reason)
{
    public static AgentComplete? TryRead(AmiMessage message) =>
        message.EventName == nameof(AgentComplete)
        && message.Text("Queue") is { } queue
        && message.Text("Interface") is { } member
            ? new(
                AmiChannel.TryRead(message),
                queue,
                member,
                message.Seconds("HoldTime") ?? TimeSpan.Zero,
                message.Seconds("TalkTime") ?? TimeSpan.Zero,
                message.Text("Reason"))
            : null;
}

/// <param name="Caller">The waiting channel.</param>
/// <param name="RingTime">The wire carries milliseconds here, unlike elsewhere (rna() in apps/app_queue.c).</param>
public sealed record AgentRingNoAnswer(AmiChannel Caller, string Queue, string Interface, TimeSpan RingTime)
{
    public static AgentRingNoAnswer? TryRead(AmiMessage message) =>
        message.EventName == nameof(AgentRingNoAnswer)
        && AmiChannel.TryRead(message) is { } caller
        && message.Text("Queue") is { } queue
        && message.Text("Interface") is { } member
            ? new(caller, queue, member, TimeSpan.FromMilliseconds(message.Int("RingTime") ?? 0))
            : null;
}
