namespace Orchestrator.Core.Cases;

/// <summary>Where a callback case stands. <see cref="Closed"/> is final.</summary>
public enum CaseState
{
    /// <summary>Its next attempt lies in the future.</summary>
    Waiting,

    /// <summary>Due: it wants a free operator and a free line.</summary>
    Ready,

    /// <summary>An attempt is under way.</summary>
    Calling,

    /// <summary>Ended, with a <see cref="Disposition"/>.</summary>
    Closed,
}
