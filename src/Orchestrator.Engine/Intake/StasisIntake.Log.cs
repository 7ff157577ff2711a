namespace Orchestrator.Engine.Intake;

public sealed partial class StasisIntake
{
    [LoggerMessage(EventId = 1031, Level = LogLevel.Warning, Message = "The dialplan of {Pbx} handed over channel {Channel} with arguments that are not understood: {Why}")]
    private static partial void LogNotUnderstood(ILogger logger, string pbx, string channel, string why);

    [LoggerMessage(EventId = 1032, Level = LogLevel.Warning, Message = "The hand-over of channel {Channel} on {Pbx} failed; the call goes on in the dialplan")]
    private static partial void LogFailed(ILogger logger, string pbx, string channel, Exception exception);

    [LoggerMessage(EventId = 1033, Level = LogLevel.Warning, Message = "Channel {Channel} on {Pbx} was handed over while the link was down; it is taken over now")]
    private static partial void LogTakenUp(ILogger logger, string pbx, string channel);

    [LoggerMessage(EventId = 1035, Level = LogLevel.Warning, Message = "Cannot see which calls of {Pbx} wait to be taken over: {Detail}; trying again")]
    private static partial void LogCannotLook(ILogger logger, string pbx, string detail);

    [LoggerMessage(EventId = 1034, Level = LogLevel.Error, Message = "Neither the disk nor the database took the hand-over of channel {Channel} on {Pbx} within {Patience}; the call goes on in the dialplan, and the hand-over is only in memory")]
    private static partial void LogNotKept(ILogger logger, string pbx, string channel, TimeSpan patience);
}
