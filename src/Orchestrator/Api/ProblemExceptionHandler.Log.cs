namespace Orchestrator.Api;

internal sealed partial class ProblemExceptionHandler
{
    [LoggerMessage(EventId = 8001, Level = LogLevel.Warning, Message = "A request could not be served, the database does not answer: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string reason);

    [LoggerMessage(EventId = 8002, Level = LogLevel.Error, Message = "A request failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
