namespace Orchestrator.Engine.Dialling;

public sealed partial class AttemptRecovery
{
    [LoggerMessage(EventId = 3021, Level = LogLevel.Information, Message = "Attempt {AttemptId} is taken up where it stood: {State}")]
    private static partial void LogTakenUp(ILogger logger, Guid attemptId, string state);

    [LoggerMessage(EventId = 3022, Level = LogLevel.Error, Message = "Attempt {AttemptId} cannot be taken up again, so it ends")]
    private static partial void LogNotTakenUp(ILogger logger, Guid attemptId, Exception exception);

    [LoggerMessage(EventId = 3023, Level = LogLevel.Error, Message = "Attempt {AttemptId} could be neither taken up nor ended; it will be tried again when its lease has run out")]
    private static partial void LogPutOff(ILogger logger, Guid attemptId, Exception exception);
}
