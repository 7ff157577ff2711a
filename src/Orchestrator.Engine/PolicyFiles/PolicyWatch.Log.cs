namespace Orchestrator.Engine.PolicyFiles;

public sealed partial class PolicyWatch
{
    [LoggerMessage(EventId = 5101, Level = LogLevel.Information, Message = "The system does not report changes of the policy files ({Reason}); they are checked every {Seconds} s")]
    private static partial void LogNotNotified(ILogger logger, string reason, double seconds);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Error, Message = "Checking the policy files failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
