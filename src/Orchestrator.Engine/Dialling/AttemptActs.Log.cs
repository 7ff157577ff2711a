namespace Orchestrator.Engine.Dialling;

internal sealed partial class AttemptActs
{
    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "Attempt {AttemptId}: {Channel} was refused: {Why}")]
    private static partial void LogRefused(ILogger logger, Guid attemptId, string channel, string why);

    [LoggerMessage(EventId = 3006, Level = LogLevel.Warning, Message = "Attempt {AttemptId}: {Media} could not be played")]
    private static partial void LogNotPlayed(ILogger logger, Guid attemptId, string media);

    [LoggerMessage(EventId = 3007, Level = LogLevel.Warning, Message = "Attempt {AttemptId}: cannot listen for an answering machine, so the customer is joined at once: {Why}")]
    private static partial void LogNotScreened(ILogger logger, Guid attemptId, string why);
}
