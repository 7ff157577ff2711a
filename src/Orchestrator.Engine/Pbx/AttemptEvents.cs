using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Dialling;

namespace Orchestrator.Engine.Pbx;

/// <summary>ARI events of our own channels in the attempt's vocabulary.</summary>
public static class AttemptEvents
{
    /// <summary>What our originates tell the application, so that they are known from moved channels.</summary>
    public const string OperatorLeg = "operator";

    /// <inheritdoc cref="OperatorLeg"/>
    public const string CustomerLeg = "customer";

    /// <summary>What records a talk.</summary>
    public const string Recorder = "recorder";

    /// <summary>What the dialplan tells when it has listened for an answering machine: this, <c>AMDSTATUS</c> and <c>AMDCAUSE</c>.</summary>
    public const string Screened = "screened";

    /// <summary>The only AMDSTATUS that is no person: HUMAN, NOTSURE, HANGUP and whatever is not known are joined.</summary>
    public const string Machine = "MACHINE";

    /// <summary>The attempt that an event belongs to and what it means there, or null when it is not ours or means nothing.</summary>
    public static (Guid Attempt, AttemptEvent Happened)? Read(AriEvent message) => message switch
    {
        // Without arguments it was moved here from an instance that died, and is not new at all.
        StasisStart { Channel.Id: var id, Args: [OperatorLeg] } => For(id, new AttemptEvent.OperatorUp(id)),
        StasisStart { Channel.Id: var id, Args: [CustomerLeg] } => For(id, new AttemptEvent.CustomerCreated()),
        StasisStart { Channel.Id: var id, Args: [Recorder] } => For(id, new AttemptEvent.RecorderReady()),
        StasisStart { Channel.Id: var id, Args: [Screened, ..] and var args } when IsCustomer(id) =>
            For(id, new AttemptEvent.Screened(args.ElementAtOrDefault(1) == Machine, string.Join(' ', args.Skip(1)))),
        ChannelStateChange { Channel: { Id: var id, State: "Up" } } when IsCustomer(id) => For(id, new AttemptEvent.CustomerUp()),
        Dial { Peer.Id: var id, DialStatus: "ANSWER" } when IsCustomer(id) => For(id, new AttemptEvent.CustomerUp()),
        Dial { Peer.Id: var id, DialStatus: "RINGING" } when IsCustomer(id) => For(id, new AttemptEvent.CustomerRang(EarlyMedia: false)),
        Dial { Peer.Id: var id, DialStatus: "PROGRESS" } when IsCustomer(id) => For(id, new AttemptEvent.CustomerRang(EarlyMedia: true)),
        ChannelDtmfReceived { Channel.Id: var id, Digit: [var key] } => For(id, new AttemptEvent.KeyPressed(id, key)),
        PlaybackFinished { Playback.Id: var id } when id.EndsWith("-prompt", StringComparison.Ordinal) => For(id, new AttemptEvent.PromptEnded()),
        PlaybackFinished { Playback.Id: var id } when id.EndsWith("-message", StringComparison.Ordinal) => For(id, new AttemptEvent.MessageEnded()),
        RecordingFailed { Recording: { Name: var name, Cause: var cause } } => For(name, new AttemptEvent.NotRecorded(cause is null ? new Reason.PbxDoesNotSay() : new Reason.Quoted(cause))),
        // Cause 0 says that Asterisk knows none.
        ChannelDestroyed { Channel.Id: var id } e => For(id, new AttemptEvent.LegEnded(id, e.Cause is 0 ? null : e.Cause, e.TechCause is >= 100 and <= 699 ? e.TechCause : null)),
        _ => null,
    };

    private static bool IsCustomer(string id) => id.EndsWith("-customer", StringComparison.Ordinal);

    private static (Guid, AttemptEvent)? For(string id, AttemptEvent happened) => ChannelNames.AttemptOf(id) is { } attempt ? (attempt, happened) : null;
}
