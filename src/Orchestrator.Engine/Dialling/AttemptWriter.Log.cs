namespace Orchestrator.Engine.Dialling;

internal sealed partial class AttemptWriter
{
    [LoggerMessage(EventId = 3004, Level = LogLevel.Error, Message = "Attempt {AttemptId}: the next step could not be written down, so it is not taken")]
    private static partial void LogNotWritten(ILogger logger, Guid attemptId, Exception exception);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, Message = "Attempt {AttemptId}: will be written later; the database says: {Reason}")]
    private static partial void LogWriteLater(ILogger logger, Guid attemptId, string reason);
}
