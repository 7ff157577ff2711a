namespace Orchestrator.Web.Site.Streams;

internal sealed partial class LiveWorker
{
    [LoggerMessage(EventId = 9201, Level = LogLevel.Warning, Message = "Open pages are not up to date: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);

    [LoggerMessage(EventId = 9202, Level = LogLevel.Information, Message = "Open pages are up to date again")]
    private static partial void LogBack(ILogger logger);
}
