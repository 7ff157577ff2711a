using NodaTime;
using Orchestrator.Asterisk.QueueLog;

namespace Orchestrator.Engine.Intake;

/// <summary>Records of queue_log in the tracker's vocabulary. It has neither hang-ups nor calls that came to no queue.</summary>
internal static class QueueLogSignals
{
    // A member is told by its name, which is its interface unless queues.conf gives it another.
    /// <param name="call">The linkedid, as far as it is known; the uniqueid otherwise.</param>
    public static IEnumerable<CallSignal> Of(QueueLogEntry e, string call) => e.Event switch
    {
        QueueLogEvent.Entered =>
        [
            new CallSignal.ChannelSeen(e.CallId, call, e.Caller, null, null),
            new CallSignal.QueueJoined(e.CallId, call, e.Queue, e.Position, e.Caller, IsToldLate: true),
        ],
        QueueLogEvent.Did => [new CallSignal.ChannelSeen(e.CallId, call, null, null, e.Did)],
        QueueLogEvent.Abandoned or QueueLogEvent.Withdrawn => Exit(e, call),
        QueueLogEvent.TimedOut => [.. Exit(e, call), new CallSignal.QueueStatus(e.CallId, call, "TIMEOUT")],
        QueueLogEvent.Emptied => [.. Exit(e, call), new CallSignal.QueueStatus(e.CallId, call, "LEAVEEMPTY")],
        QueueLogEvent.LeftByKey => [new CallSignal.QueueJoined(e.CallId, call, e.Queue, e.Position, IsToldLate: true), new CallSignal.QueueLeft(e.CallId, call, e.Queue, e.Position)],
        QueueLogEvent.Connected => [new CallSignal.AgentConnected(e.CallId, call, e.Agent is { } agent && agent.Contains('/', StringComparison.Ordinal) ? agent : null)],
        _ => [],
    };

    private static IEnumerable<CallSignal> Exit(QueueLogEntry e, string call) =>
    [
        new CallSignal.QueueAbandoned(e.CallId, call, e.Queue, e.Position, e.Waited is { } waited ? Duration.FromSeconds(waited) : null),
        new CallSignal.QueueLeft(e.CallId, call, e.Queue),
    ];
}
