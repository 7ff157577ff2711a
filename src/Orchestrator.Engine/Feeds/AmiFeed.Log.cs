using Orchestrator.Asterisk;

namespace Orchestrator.Engine.Feeds;

public sealed partial class AmiFeed
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "AMI of {Pbx} is connected: {Banner}")]
    private static partial void LogConnected(ILogger logger, string pbx, string banner);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "AMI of {Pbx} is down ({Reason}): {Detail}")]
    private static partial void LogGap(ILogger logger, string pbx, GapReason reason, string detail);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Error, Message = "An AMI event of {Pbx} could not be handled")]
    private static partial void LogFailed(ILogger logger, string pbx, Exception exception);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message = "The AMI snapshot of {Pbx} could not be taken ({Reason}); trying again in {Pause}")]
    private static partial void LogNoSnapshot(ILogger logger, string pbx, string reason, TimeSpan pause, Exception? fault);
}
