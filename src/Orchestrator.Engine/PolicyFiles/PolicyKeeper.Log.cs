namespace Orchestrator.Engine.PolicyFiles;

public sealed partial class PolicyKeeper
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Policy {Policy} is in force as {Version} ({File})")]
    private static partial void LogTookEffect(ILogger logger, string policy, string version, string file);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Information, Message = "Policy {Policy} changed from {Old} to {New} ({File})")]
    private static partial void LogChanged(ILogger logger, string policy, string old, string @new, string file);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Warning, Message = "Policy {Policy} is withdrawn (it was {Version}): its open cases wait")]
    private static partial void LogWithdrawn(ILogger logger, string policy, string version);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Information, Message = "The number rules of {File} changed from {Old} to {New}")]
    private static partial void LogNumbersChanged(ILogger logger, string file, string old, string @new);

    [LoggerMessage(EventId = 5005, Level = LogLevel.Error, Message = "{File} is broken, {Consequence}: {Findings}")]
    private static partial void LogBroken(ILogger logger, string file, string consequence, string findings);

    [LoggerMessage(EventId = 5006, Level = LogLevel.Warning, Message = "The policy files have problems: {Findings}")]
    private static partial void LogFindings(ILogger logger, string findings);

    [LoggerMessage(EventId = 5007, Level = LogLevel.Error, Message = "No policy is in force: missed calls are recorded, and nobody is called back")]
    private static partial void LogNoPolicy(ILogger logger);

    [LoggerMessage(EventId = 5008, Level = LogLevel.Warning, Message = "A change of policies is not followed up yet: {Reason}")]
    private static partial void LogFollowUpFailed(ILogger logger, string reason);
}
