using NodaTime;

namespace Orchestrator.Engine.Feeds;

public sealed partial class QueueLogFeed
{
    [LoggerMessage(EventId = 4005, Level = LogLevel.Information, Message = "queue_log of {Pbx} told what happened since {Since}: {Records} records were read, {Lost} could not be")]
    private static partial void LogCaughtUp(ILogger logger, string pbx, Instant since, long records, long lost);

    [LoggerMessage(EventId = 4006, Level = LogLevel.Error, Message = "queue_log of {Pbx} cannot be read ({Reason}): what happened since {Since} stays unknown")]
    private static partial void LogNotCaughtUp(ILogger logger, string pbx, Instant since, string reason);
}
