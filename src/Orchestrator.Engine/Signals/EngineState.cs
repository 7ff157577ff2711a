namespace Orchestrator.Engine.Signals;

/// <summary>How far the daemon is up.</summary>
public sealed class EngineState
{
    /// <summary>The tables are there: whoever writes to them may.</summary>
    public bool Migrated { get; set; }

    /// <summary>Migrated, recovered, and dispatching.</summary>
    public bool Running { get; set; }

    /// <summary>Neither starting nor stopping.</summary>
    public bool IsUp => Running && !Stopping;

    /// <summary>On its way down.</summary>
    public bool Stopping { get; set; }
}
