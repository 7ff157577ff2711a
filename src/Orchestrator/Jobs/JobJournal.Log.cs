using NodaTime;

namespace Orchestrator.Jobs;

internal sealed partial class JobJournal
{
    [LoggerMessage(EventId = 9101, Level = LogLevel.Error, Message = "The job {Kind} failed (case {CaseId}, retry {Attempt}); next retry at {RetryAt}")]
    private static partial void LogFailed(ILogger logger, string kind, Guid? caseId, int attempt, Instant? retryAt, Exception exception);

    [LoggerMessage(EventId = 9102, Level = LogLevel.Error, Message = "The history of the job {Kind} (case {CaseId}, {State}) is lost: too much waits to be written")]
    private static partial void LogDropped(ILogger logger, string kind, Guid? caseId, string state);

    [LoggerMessage(EventId = 9103, Level = LogLevel.Error, Message = "A run of a job could not be noted; the job is not affected")]
    private static partial void LogNotNoted(ILogger logger, Exception exception);
}
