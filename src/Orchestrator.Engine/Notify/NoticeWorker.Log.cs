namespace Orchestrator.Engine.Notify;

public sealed partial class NoticeWorker
{
    [LoggerMessage(EventId = 8001, Level = LogLevel.Error, Message = "Notices cannot be sent and are waiting: {Lack}")]
    private static partial void LogLacking(ILogger logger, string lack);

    [LoggerMessage(EventId = 8002, Level = LogLevel.Warning, Message = "The outbox could not be read: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 8003, Level = LogLevel.Debug, Message = "Notice {Id} ({Event}) was delivered by {Channel} on try {Tries}")]
    private static partial void LogDelivered(ILogger logger, Guid id, string @event, string channel, int tries);

    [LoggerMessage(EventId = 8004, Level = LogLevel.Information, Message = "Notice {Id} ({Event}, {Lane}) was not delivered on try {Tries} and will be tried again: {Reason}")]
    private static partial void LogNotDelivered(ILogger logger, Guid id, string @event, string lane, int tries, string reason);

    [LoggerMessage(EventId = 8005, Level = LogLevel.Error, Message = "Notice {Id} ({Event}, {Lane}) was given up after {Tries} tries: {Reason}")]
    private static partial void LogDead(ILogger logger, Guid id, string @event, string lane, int tries, string reason);

    [LoggerMessage(EventId = 8006, Level = LogLevel.Warning, Message = "The outcome of notice {Id} could not be written down; it will be sent again")]
    private static partial void LogUnwritten(ILogger logger, Guid id, Exception exception);

    [LoggerMessage(EventId = 8007, Level = LogLevel.Information, Message = "The delivery of notice {Id} was cut short by the shutdown; it will be tried again")]
    private static partial void LogCut(ILogger logger, Guid id);
}
