namespace Orchestrator.Engine.Running;

internal sealed partial class EngineService
{
    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "Instance {Instance} is up")]
    private static partial void LogRunning(ILogger logger, string instance);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Information, Message = "Migration {Name} was applied")]
    private static partial void LogMigrated(ILogger logger, string name);

    [LoggerMessage(EventId = 7003, Level = LogLevel.Warning, Message = "Waiting for {What}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string what, string reason);

    [LoggerMessage(EventId = 7004, Level = LogLevel.Warning, Message = "The heartbeat failed: {Reason}")]
    private static partial void LogBeatFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 7005, Level = LogLevel.Information, Message = "Stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(EventId = 7006, Level = LogLevel.Warning, Message = "Numbers are read by their countries' plans now: {Line}")]
    private static partial void LogNumberChanged(ILogger logger, string line);
}
