using NodaTime;
using Orchestrator.Jobs;

namespace Orchestrator.Console.Languages;

/// <content>Jobs and instances.</content>
public abstract partial class Speech
{
    public abstract string Of(JobKind kind);

    public abstract string Of(JobChange change);

    /// <summary>How a job stands.</summary>
    /// <param name="state">Hangfire's word; null: it is long past.</param>
    public abstract string OfJobState(string? state);

    public abstract string JobKindTitle { get; }

    public abstract string JobInstance { get; }

    public abstract string JobInstances { get; }

    public abstract string Heartbeat { get; }

    public abstract string NoHeartbeat { get; }

    public abstract string RunsNow { get; }

    /// <summary>What an instance does just now.</summary>
    public abstract string RunsJobs(int jobs, int attempts);

    public abstract string UpSince { get; }

    public abstract string RecurringJobs { get; }

    public abstract string JobSchedule { get; }

    public abstract string Every(Duration interval);

    public abstract string SweepSchedule { get; }

    public abstract string JobPaused { get; }

    public abstract string PausedBy(string name, string reason);

    public abstract string JobActive { get; }

    public abstract string PauseJob { get; }

    public abstract string PauseJobText { get; }

    public abstract string ResumeJob { get; }

    public abstract string OpenDashboard { get; }

    /// <summary>What the page is for.</summary>
    public abstract string JobsText { get; }

    public abstract string Overdue { get; }

    public abstract string NothingOverdue(int openCases);

    public abstract string NextJobs { get; }

    public abstract string NothingPlanned { get; }

    public abstract string FoundJobs { get; }

    public abstract string AllJobs { get; }

    public abstract string FindJobs { get; }

    public abstract string FailedJobs { get; }

    public abstract string FailedJobsAlert(int failed);

    public abstract string NoJobServer { get; }

    /// <summary>A waiting case has no job yet.</summary>
    public abstract string JobIsOwed { get; }

    /// <summary>A count that was stopped at <paramref name="most"/>.</summary>
    public abstract string Counted(int count, int most);

    /// <summary>A job's name, as in a call list.</summary>
    public abstract string Of(JobTitle title);

    /// <summary>The tab of Hangfire's dashboard that leads back to the list of cases.</summary>
    public abstract string ByDueTime { get; }

    /// <summary>Tiles of Hangfire's dashboard: open cases by state, those that are late, and missed calls since midnight.</summary>
    public abstract (string Waiting, string Ready, string Calling, string Overdue, string Missed) DashboardTiles { get; }

    /// <summary>What came of a command for many jobs.</summary>
    public abstract string ManyJobs(int done, int refused);

    public abstract string MayNotSteer { get; }

    public abstract string MayNotTrigger { get; }

    public abstract string TooManyJobs(int most);

    public abstract string NoJobChosen { get; }

    public abstract string NotACommand { get; }

    public abstract string CaseTitleShort { get; }

    public abstract string LastDay { get; }

    public abstract string Hour { get; }

    /// <summary>A span in the unit that suits it.</summary>
    public abstract string Span(Duration span);

    /// <summary>Milliseconds (f), seconds, minutes or hours.</summary>
    private protected static (double Amount, char Unit) SpanParts(Duration span) =>
        span.TotalSeconds < 1 ? (Math.Max(0, span.TotalMilliseconds), 'f')
        : span.TotalMinutes < 2 ? (span.TotalSeconds, 's')
        : span.TotalHours < 2 ? (span.TotalMinutes, 'm')
        : (span.TotalHours, 'h');
}
