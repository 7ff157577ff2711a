namespace Orchestrator.Engine.Casework;

public sealed partial class CaseSweep
{
    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, Message = "The sweep repaired {Overdue} overdue and {Stuck} stuck cases")]
    private static partial void LogRepaired(ILogger logger, int overdue, int stuck);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Error, Message = "The sweep could not put case {CaseId} right")]
    private static partial void LogFailed(ILogger logger, Guid caseId, Exception exception);
}
