namespace Orchestrator.Engine.Intake;

public sealed partial class IntakeWorker
{
    [LoggerMessage(EventId = 1011, Level = LogLevel.Error, Message = "A call that the database refuses cannot be set aside either; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "A call could not be written to the database; it waits in the spool ({Count} in all)")]
    private static partial void LogSpooled(ILogger logger, int count, Exception exception);

    [LoggerMessage(EventId = 1013, Level = LogLevel.Warning, Message = "{Count} calls are waiting in the spool: {Reason}")]
    private static partial void LogStillAway(ILogger logger, int count, string reason);

    [LoggerMessage(EventId = 1014, Level = LogLevel.Information, Message = "{Number} called in and was answered: {Count} open cases are closed")]
    private static partial void LogCalledAgain(ILogger logger, string number, int count);

    [LoggerMessage(EventId = 1015, Level = LogLevel.Error, Message = "The database refuses this call itself; it is kept in {File} for somebody to look at")]
    private static partial void LogRejected(ILogger logger, string file, Exception exception);
}
