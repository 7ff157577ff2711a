namespace Orchestrator.Engine.Dispatch;

public sealed partial class Dispatcher
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Warning, Message = "Going through the ready cases failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, Message = "Case {CaseId} or one of its operators was taken by another instance")]
    private static partial void LogLostRace(ILogger logger, Guid caseId);
}
