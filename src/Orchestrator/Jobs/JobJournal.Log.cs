using NodaTime;

namespace Orchestrator.Jobs;

internal sealed partial class JobJournal
{
    // The exception itself is in the engine's own line, and in the history.
    [LoggerMessage(EventId = 9101, Level = LogLevel.Warning, Message = "The job {Kind} failed (case {CaseId}, retry {Attempt}); next retry at {RetryAt}")]
    private static partial void LogFailed(ILogger logger, string kind, Guid? caseId, int attempt, Instant? retryAt);

    [LoggerMessage(EventId = 9104, Level = LogLevel.Error, Message = "The job {Kind} of case {CaseId} is dead after {Attempt} retries: it waits for a person on the console's page Jobs")]
    private static partial void LogDead(ILogger logger, string kind, Guid? caseId, int attempt);

    [LoggerMessage(EventId = 9102, Level = LogLevel.Error, Message = "The history of the job {Kind} (case {CaseId}, {State}) is lost: too much waits to be written")]
    private static partial void LogDropped(ILogger logger, string kind, Guid? caseId, string state);

    [LoggerMessage(EventId = 9103, Level = LogLevel.Error, Message = "A run of a job could not be noted; the job is not affected")]
    private static partial void LogNotNoted(ILogger logger, Exception exception);
}
