namespace Orchestrator.Dialling;

public sealed partial class AttemptRunner
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "Attempt {AttemptId} to {Number} ended: {Outcome} ({Why})")]
    private static partial void LogEnded(ILogger logger, Guid attemptId, string number, string outcome, string why);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "Attempt {AttemptId}: {Channel} was refused: {Why}")]
    private static partial void LogRefused(ILogger logger, Guid attemptId, string channel, string why);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Warning, Message = "Attempt {AttemptId} is in another hand by now; this one stops")]
    private static partial void LogLost(ILogger logger, Guid attemptId);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Error, Message = "Attempt {AttemptId}: the next step could not be written and does not happen")]
    private static partial void LogNotWritten(ILogger logger, Guid attemptId, Exception exception);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, Message = "Attempt {AttemptId}: written later, the database says: {Reason}")]
    private static partial void LogWriteLater(ILogger logger, Guid attemptId, string reason);

    [LoggerMessage(EventId = 3006, Level = LogLevel.Warning, Message = "Attempt {AttemptId}: {Media} could not be played to the bridge")]
    private static partial void LogNotPlayed(ILogger logger, Guid attemptId, string media);
}
