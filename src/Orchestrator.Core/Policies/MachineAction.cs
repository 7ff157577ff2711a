namespace Orchestrator.Core.Policies;

/// <summary>What to do with an answering machine: a closed set.</summary>
public abstract record MachineAction
{
    private MachineAction()
    {
    }

    /// <summary>Join as with a person: nobody listens for a machine, the operator hears it anyway.</summary>
    public sealed record Connect : MachineAction;

    /// <summary>Hang up; the outcome is <see cref="Attempts.Outcome.Machine"/>.</summary>
    public sealed record HangUp : MachineAction;

    /// <summary>Play a sound of the PBX to the machine, then hang up; the outcome is <see cref="Attempts.Outcome.Machine"/>.</summary>
    public sealed record Leave(string Sound) : MachineAction;
}
