using System.Collections.Immutable;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Attempts;

/// <summary>What can happen to a running attempt: a closed set.</summary>
public abstract record AttemptEvent
{
    private AttemptEvent()
    {
    }

    /// <summary>The attempt was claimed by this process and may start.</summary>
    public sealed record Begin : AttemptEvent;

    /// <summary>An operator's leg was answered.</summary>
    public sealed record OperatorUp(string Channel) : AttemptEvent;

    /// <summary>What the operator had to hear was played, or could not be.</summary>
    public sealed record PromptEnded : AttemptEvent;

    /// <summary>The operator pressed a key.</summary>
    public sealed record KeyPressed(string Channel, char Key) : AttemptEvent;

    /// <summary>The customer's channel exists and can be dialled.</summary>
    public sealed record CustomerCreated : AttemptEvent;

    /// <summary>The customer's phone rings (SIP 180), or early media came (183).</summary>
    public sealed record CustomerRang(bool EarlyMedia) : AttemptEvent;

    /// <summary>The customer answered.</summary>
    public sealed record CustomerUp : AttemptEvent;

    /// <summary>The PBX has listened to the customer, who waits outside of the bridge now.</summary>
    /// <param name="Machine">A machine for certain; else a person, or unclear.</param>
    /// <param name="Heard">The PBX's words for it; null: a look at the channel told it.</param>
    public sealed record Screened(bool Machine, string? Heard) : AttemptEvent;

    /// <summary>The PBX cannot listen; the customer is in the bridge as before.</summary>
    public sealed record NotScreened : AttemptEvent;

    /// <summary>The machine has heard our message, or it could not be played.</summary>
    public sealed record MessageEnded : AttemptEvent;

    /// <summary>The channel that records exists, and waits to be told to.</summary>
    public sealed record RecorderReady : AttemptEvent;

    /// <summary>The talk is not recorded, or not to its end.</summary>
    public sealed record NotRecorded(Reason Why) : AttemptEvent;

    /// <summary>A leg's channel is gone. The cause is null when its end was not seen.</summary>
    public sealed record LegEnded(string Channel, int? Cause, int? SipCode) : AttemptEvent;

    /// <summary>The PBX would not make a leg's channel.</summary>
    public sealed record LegRefused(string Channel, Reason Why) : AttemptEvent;

    /// <summary>A time limit set by <see cref="AttemptCommand.StartTimer"/> has run out.</summary>
    public sealed record TimeUp(AttemptTimer Timer) : AttemptEvent;

    /// <summary>The attempt shall not go on: the customer rang in, the case was withdrawn, the daemon stops. A talk is never cut.</summary>
    public sealed record Cancel(Reason Why) : AttemptEvent;

    /// <summary>The next state could not be written, so its act must not happen.</summary>
    public sealed record NotWritten(Reason Why) : AttemptEvent;

    /// <summary>After a gap or a restart: all channels that live now, with whether they are answered.</summary>
    public sealed record Snapshot(ImmutableDictionary<string, LegSight> Live) : AttemptEvent;
}

/// <summary>How a channel was found by a snapshot.</summary>
/// <param name="Up">It is answered.</param>
/// <param name="Dialled">It left the state "Down", so its dialling had begun.</param>
/// <param name="Stage">Whether the PBX listens to it, or has listened.</param>
public readonly record struct LegSight(bool Up, bool Dialled, ScreeningStage Stage = ScreeningStage.None);

/// <summary>The time limits of an attempt.</summary>
public enum AttemptTimer
{
    OperatorRing,
    Accept,
    CustomerRing,
    Screening,
    Message,
    Talk,
}
