namespace Orchestrator.Storage;

public sealed partial class BlindIntervals
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "A blind interval could not be written")]
    private static partial void LogNotWritten(ILogger logger, Exception exception);
}
