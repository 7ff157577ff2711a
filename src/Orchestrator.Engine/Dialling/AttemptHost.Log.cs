namespace Orchestrator.Engine.Dialling;

public sealed partial class AttemptHost
{
    [LoggerMessage(EventId = 3011, Level = LogLevel.Error, Message = "Attempt {AttemptId} failed in this process; it will be settled when its lease has run out")]
    private static partial void LogFailed(ILogger logger, Guid attemptId, Exception exception);

    [LoggerMessage(EventId = 3012, Level = LogLevel.Information, Message = "Stopping; {Count} calls go on at the PBX and will be taken up again at the next start")]
    private static partial void LogStopping(ILogger logger, int count);
}
