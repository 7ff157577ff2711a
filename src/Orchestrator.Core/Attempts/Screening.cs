using NodaTime;

namespace Orchestrator.Core.Attempts;

/// <summary>How an attempt finds out whether a machine has answered, before the operator is joined.</summary>
/// <param name="LeavesMessage">A machine is left a message; else it is hung up on.</param>
/// <param name="Within">How long the PBX may listen. After that whoever answered is taken for a person.</param>
/// <param name="Message">The longest message.</param>
public sealed record Screening(bool LeavesMessage, Duration Within, Duration Message);

/// <summary>How far the listening has come, as a channel shows it.</summary>
public enum ScreeningStage
{
    /// <summary>The PBX was not asked to listen.</summary>
    None,

    /// <summary>It listens.</summary>
    Listening,

    /// <summary>It heard a person, or could not tell.</summary>
    Person,

    /// <summary>It heard a machine.</summary>
    Machine,
}
