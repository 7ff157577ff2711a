namespace Orchestrator.Web.Api;

internal sealed partial class ProblemExceptionHandler
{
    [LoggerMessage(EventId = 9011, Level = LogLevel.Warning, Message = "A request could not be served because the database does not answer: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string reason);

    [LoggerMessage(EventId = 9012, Level = LogLevel.Error, Message = "A request failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
