namespace Orchestrator.Engine.Intake;

public sealed partial class IntakeSpool
{
    [LoggerMessage(EventId = 1021, Level = LogLevel.Critical, Message = "The intake spool is full ({Capacity} calls): a missed call was not kept. Bring the database back")]
    private static partial void LogFull(ILogger logger, int capacity);

    [LoggerMessage(EventId = 1022, Level = LogLevel.Warning, Message = "A broken line of the intake spool was skipped")]
    private static partial void LogBroken(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1023, Level = LogLevel.Critical, Message = "The intake spool cannot be written to disk; {Count} calls are only in memory until it can, or until the database has them")]
    private static partial void LogNotWritten(ILogger logger, int count, Exception exception);
}
