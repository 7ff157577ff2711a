namespace Orchestrator.Engine.Intake;

public sealed partial class MissedCallRecorder
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Missed call {Pbx}/{CallId}: {Reason} in queue {Queue} from {Number}; case {CaseId}")]
    private static partial void LogRecorded(ILogger logger, string pbx, string callId, string reason, string? queue, string number, Guid? caseId);
}
