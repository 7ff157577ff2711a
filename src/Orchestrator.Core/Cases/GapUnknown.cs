namespace Orchestrator.Core.Cases;

/// <summary>What of a time in which nobody listened to a PBX nobody knows.</summary>
public enum GapUnknown
{
    /// <summary>Something else told of all of it.</summary>
    Nothing,

    /// <summary>Calls that came to no queue: menus, ring groups, queues that let nobody in.</summary>
    CallsWithoutQueue,

    /// <summary>What the dialplan handed over: calls to track, calls outside of hours, callers who asked to be called back.</summary>
    Handovers,

    /// <summary>Every call.</summary>
    AllCalls,
}
