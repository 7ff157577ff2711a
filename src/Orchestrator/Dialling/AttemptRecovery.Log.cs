namespace Orchestrator.Dialling;

public sealed partial class AttemptRecovery
{
    [LoggerMessage(EventId = 3021, Level = LogLevel.Information, Message = "Attempt {AttemptId} is taken up where it stood: {State}")]
    private static partial void LogTakenUp(ILogger logger, Guid attemptId, string state);
}
