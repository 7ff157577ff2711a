using NodaTime;

namespace Orchestrator.Engine.Intake;

public sealed partial class CallMemory
{
    [LoggerMessage(EventId = 4031, Level = LogLevel.Information, Message = "{Calls} calls were in progress on {Pbx} when an earlier process stopped listening at {HeardUntil}")]
    private static partial void LogRestored(ILogger logger, string pbx, int calls, Instant? heardUntil);

    [LoggerMessage(EventId = 4032, Level = LogLevel.Warning, Message = "Which calls were in progress is not known: {File} cannot be read")]
    private static partial void LogUnreadable(ILogger logger, string file, Exception exception);

    [LoggerMessage(EventId = 4033, Level = LogLevel.Error, Message = "Which calls are in progress cannot be kept over a restart: {File} cannot be written")]
    private static partial void LogNotWritten(ILogger logger, string file, Exception exception);
}
