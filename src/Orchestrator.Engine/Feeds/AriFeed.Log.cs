using Orchestrator.Asterisk;

namespace Orchestrator.Engine.Feeds;

public sealed partial class AriFeed
{
    [LoggerMessage(EventId = 4011, Level = LogLevel.Information, Message = "ARI of {Pbx} is connected")]
    private static partial void LogConnected(ILogger logger, string pbx);

    [LoggerMessage(EventId = 4012, Level = LogLevel.Warning, Message = "ARI of {Pbx} is down ({Reason}): {Detail}")]
    private static partial void LogGap(ILogger logger, string pbx, GapReason reason, string detail);

    [LoggerMessage(EventId = 4013, Level = LogLevel.Error, Message = "An ARI event of {Pbx} could not be handled")]
    private static partial void LogFailed(ILogger logger, string pbx, Exception exception);
}
