namespace Orchestrator.Policies;

public sealed partial class PolicyWatch
{
    [LoggerMessage(EventId = 5101, Level = LogLevel.Information, Message = "Changes of the policy files are not notified ({Reason}); they are looked at every {Seconds} s")]
    private static partial void LogNotNotified(ILogger logger, string reason, double seconds);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Error, Message = "A look at the policy files failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
