namespace Orchestrator.Engine.Intake;

public sealed partial class MissedCallRecorder
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Missed call {Pbx}/{CallId}: {Reason} in queue {Queue} from {Number}; case {CaseId}")]
    private static partial void LogRecorded(ILogger logger, string pbx, string callId, string reason, string? queue, string number, Guid? caseId);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Call {Pbx}/{CallId} in queue {Queue} is nobody's who rang in: {Why}")]
    private static partial void LogNotInbound(ILogger logger, string pbx, string callId, string? queue, string why);
}
