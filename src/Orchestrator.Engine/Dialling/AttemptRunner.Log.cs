namespace Orchestrator.Engine.Dialling;

public sealed partial class AttemptRunner
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "Attempt {AttemptId} to {Number} ended: {Outcome} ({Why})")]
    private static partial void LogEnded(ILogger logger, Guid attemptId, string number, string outcome, string why);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Warning, Message = "Attempt {AttemptId} has been taken over elsewhere; it stops here")]
    private static partial void LogLost(ILogger logger, Guid attemptId);
}
