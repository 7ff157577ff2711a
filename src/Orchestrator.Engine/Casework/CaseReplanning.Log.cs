namespace Orchestrator.Engine.Casework;

public sealed partial class CaseReplanning
{
    [LoggerMessage(EventId = 2021, Level = LogLevel.Information, Message = "{Count} open cases of policy {Policy} were replanned")]
    private static partial void LogDone(ILogger logger, int count, string policy);

    [LoggerMessage(EventId = 2022, Level = LogLevel.Information, Message = "{Count} open cases of policy {Policy} have been replanned so far")]
    private static partial void LogProgress(ILogger logger, int count, string policy);
}
