namespace Orchestrator.Intake;

public sealed partial class IntakeWorker
{
    [LoggerMessage(EventId = 1011, Level = LogLevel.Error, Message = "A call that the database refuses cannot be set aside either; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "A call could not be written to the database; it waits in the spool, with {Count} in all")]
    private static partial void LogSpooled(ILogger logger, int count, Exception exception);

    [LoggerMessage(EventId = 1013, Level = LogLevel.Warning, Message = "{Count} calls wait in the spool: {Reason}")]
    private static partial void LogStillAway(ILogger logger, int count, string reason);

    [LoggerMessage(EventId = 1014, Level = LogLevel.Information, Message = "{Number} rang in and was answered: {Count} open cases are done")]
    private static partial void LogCalledAgain(ILogger logger, string number, int count);

    [LoggerMessage(EventId = 1015, Level = LogLevel.Error, Message = "The database refuses a call as such; it is kept in {File} for a person to look at")]
    private static partial void LogRejected(ILogger logger, string file, Exception exception);
}
