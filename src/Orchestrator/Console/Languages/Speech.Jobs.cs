using NodaTime;
using Orchestrator.Jobs;
using Orchestrator.Storage;

namespace Orchestrator.Console.Languages;

/// <content>Jobs and instances.</content>
public abstract partial class Speech
{
    public abstract string Of(JobListing listing);

    public abstract string Of(JobState state);

    public abstract string Of(JobKind kind);

    public abstract string JobKindTitle { get; }

    public abstract string JobInstance { get; }

    public abstract string JobInstances { get; }

    public abstract string Heartbeat { get; }

    public abstract string NoHeartbeat { get; }

    public abstract string RunsNow { get; }

    /// <summary>What an instance does just now.</summary>
    public abstract string RunsJobs(int jobs, int attempts);

    public abstract string UpSince { get; }

    public abstract string ScheduledFor { get; }

    public abstract string JobDelay { get; }

    public abstract string JobTook { get; }

    /// <summary>A span in the unit that suits it.</summary>
    public abstract string Span(Duration span);

    /// <summary>0: the first run; n: the nth automatic retry.</summary>
    public abstract string JobTry(int attempt);

    public abstract string JobTryTitle { get; }

    public abstract string NextRetry { get; }

    public abstract string JobArguments { get; }

    public abstract string CaseTitleShort { get; }

    public abstract string Exception { get; }

    public abstract string JobHistory { get; }

    public abstract string AskedBy(string name);

    public abstract string SettledBy(string name, bool discarded);

    public abstract string RecurringJobs { get; }

    public abstract string JobSchedule { get; }

    public abstract string Every(Duration interval);

    public abstract string LastRun { get; }

    public abstract string NextRuns { get; }

    public abstract string JobPaused { get; }

    public abstract string PausedBy(string name, string reason);

    public abstract string JobActive { get; }

    public abstract string RetryJob { get; }

    public abstract string RetryJobText { get; }

    public abstract string RunJobNow { get; }

    public abstract string RunJobNowText { get; }

    public abstract string WakeNow { get; }

    public abstract string WakeNowText { get; }

    public abstract string PauseJob { get; }

    public abstract string PauseJobText { get; }

    public abstract string ResumeJob { get; }

    public abstract string ResumeJobText { get; }

    public abstract string DiscardJob { get; }

    public abstract string DiscardJobText { get; }

    public abstract string Of(JobChange change);

    public abstract string NoWakeUps(int openCases);

    public abstract string NothingRuns { get; }

    public abstract string NextWakeUps { get; }

    public abstract string LastDay { get; }

    public abstract string LastDayText { get; }

    public abstract string Hour { get; }

    public abstract string FindJobs { get; }

    public abstract string DeadJobsAlert(int dead);

    public abstract string EngineLacksIt { get; }

    public abstract string DeadHoldsIt { get; }

    public abstract string EngineWakesIt { get; }

    public abstract string DoesNotWait { get; }

    public abstract string AllJobs { get; }

    public abstract string WakeUpOf(string number);

    /// <summary>A count that was stopped at <paramref name="most"/>.</summary>
    public abstract string Counted(int count, int most);

    /// <summary>Milliseconds (f), seconds, minutes or hours.</summary>
    private protected static (double Amount, char Unit) SpanParts(Duration span) =>
        span.TotalSeconds < 1 ? (Math.Max(0, span.TotalMilliseconds), 'f')
        : span.TotalMinutes < 2 ? (span.TotalSeconds, 's')
        : span.TotalHours < 2 ? (span.TotalMinutes, 'm')
        : (span.TotalHours, 'h');
}
