namespace Orchestrator.Cases;

public sealed partial class CaseDesk
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "The wake-up of case {CaseId} could not be scheduled; the sweep will find the case")]
    private static partial void LogWakeUpNotScheduled(ILogger logger, Guid caseId, Exception exception);
}
