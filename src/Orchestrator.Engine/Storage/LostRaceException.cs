namespace Orchestrator.Engine.Storage;

/// <summary>A guarded write found the row in another state, or under another fence: somebody else has it. Stop, and do nothing more.</summary>
public sealed class LostRaceException() : Exception("The row is in another hand or another state.");
