using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Attempts;

/// <summary>What an attempt wants done: a closed set, carried out in order.</summary>
public abstract record AttemptCommand
{
    private AttemptCommand()
    {
    }

    /// <summary>Write the next state. What follows in the list happens only when that has succeeded.</summary>
    public sealed record Advance(AttemptState From, AttemptState To, string? OperatorChannel = null) : AttemptCommand;

    /// <summary>Ring the operators.</summary>
    public sealed record RingOperators : AttemptCommand;

    /// <summary>Play the prompt to the operator.</summary>
    public sealed record Prompt(string Channel) : AttemptCommand;

    /// <summary>Stop the prompt.</summary>
    public sealed record StopPrompt : AttemptCommand;

    /// <summary>Make the bridge, put the operator into it, and make the customer's channel.</summary>
    public sealed record CreateCustomer(string OperatorChannel) : AttemptCommand;

    /// <summary>Put the customer's channel into the bridge and dial it.</summary>
    public sealed record DialCustomer : AttemptCommand;

    /// <summary>Let the operator hear that it rings.</summary>
    public sealed record ShowRinging : AttemptCommand;

    /// <summary>Stop the ringing tone: somebody speaks.</summary>
    public sealed record StopRinging : AttemptCommand;

    /// <summary>Take the customer out of the bridge and let the PBX listen for an answering machine.</summary>
    public sealed record Screen(bool LeavesMessage) : AttemptCommand;

    /// <summary>Note that the customer's leg was answered, by whomever.</summary>
    public sealed record NoteAnswered : AttemptCommand;

    /// <summary>Put the customer into the bridge again. Tried until it succeeds or the attempt ends.</summary>
    public sealed record JoinCustomer : AttemptCommand;

    /// <summary>Play our message to the machine.</summary>
    public sealed record LeaveMessage : AttemptCommand;

    /// <summary>Make the channel that records the talk.</summary>
    public sealed record OpenRecorder : AttemptCommand;

    /// <summary>Let it record.</summary>
    public sealed record StartRecording : AttemptCommand;

    public sealed record NoteNotRecorded(Reason Why) : AttemptCommand;

    /// <summary>Greet the customer; both are in the bridge.</summary>
    public sealed record Greet : AttemptCommand;

    /// <summary>Hang a leg up. One that is gone already is fine.</summary>
    public sealed record HangUp(string Channel) : AttemptCommand;

    /// <summary>Note when and why a leg ended.</summary>
    public sealed record NoteLegEnded(string Channel, int? Cause, int? SipCode) : AttemptCommand;

    public sealed record StartTimer(AttemptTimer Timer, Duration After) : AttemptCommand;

    /// <summary>The attempt is over. Always the last command.</summary>
    public sealed record End(Outcome Outcome, Reason Why) : AttemptCommand;
}
