namespace Orchestrator.Core.Reasons;

/// <content>What comes between an attempt and its PBX.</content>
public abstract partial record Reason
{
    public sealed record OperatorNotHeld : Reason;

    public sealed record StepNotWritten : Reason;

    public sealed record OrchestratorStops : Reason;

    public sealed record InstanceGone : Reason;

    public sealed record CannotBeTakenUp : Reason;

    public sealed record PbxNoLongerConfigured(string Pbx) : Reason;

    public sealed record PbxDidNotAnswer : Reason;

    public sealed record PbxMadeNoChannel : Reason;

    public sealed record CustomerNotBridged : Reason;

    public sealed record PbxDoesNotSay : Reason;

    public sealed record RecordingFolderMissing : Reason;
}
