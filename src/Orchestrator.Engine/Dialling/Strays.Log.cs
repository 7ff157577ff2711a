namespace Orchestrator.Engine.Dialling;

public sealed partial class Strays
{
    [LoggerMessage(EventId = 3031, Level = LogLevel.Warning, Message = "{Pbx}: hanging up {Channel}: its attempt is over")]
    private static partial void LogChannel(ILogger logger, string pbx, string channel);

    [LoggerMessage(EventId = 3032, Level = LogLevel.Warning, Message = "{Pbx}: looking for stray channels failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string pbx, string reason);
}
