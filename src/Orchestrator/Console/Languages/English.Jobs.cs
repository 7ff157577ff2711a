using System.Globalization;
using NodaTime;
using Orchestrator.Jobs;
using Orchestrator.Storage;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    public override string Of(JobListing listing) => Plain(listing);

    public override string Of(JobState state) => Plain(state);

    public override string Of(JobKind kind) => kind switch
    {
        JobKind.WakeUp => "wake-up of a case",
        JobKind.Sweep => "sweep of overdue cases",
        JobKind.NoticeTidy => "tidying of notices",
        _ => "tidying of the jobs' history",
    };

    public override string JobKindTitle => "Job";

    public override string JobInstance => "Instance";

    public override string JobInstances => "Instances";

    public override string Heartbeat => "Heartbeat";

    public override string NoHeartbeat => "no heartbeat";

    public override string RunsNow => "Runs now";

    public override string RunsJobs(int jobs, int attempts) => $"{Many(jobs, "job")}, {Many(attempts, "attempt")}";

    public override string UpSince => "Up since";

    public override string ScheduledFor => "Scheduled for";

    public override string JobDelay => "Started late by";

    public override string JobTook => "Took";

    public override string Span(Duration span) => SpanParts(span) switch
    {
        (var n, 'f') => string.Create(CultureInfo.InvariantCulture, $"{n:0} ms"),
        (var n, 's') => Seconds(n),
        (var n, 'm') => string.Create(CultureInfo.InvariantCulture, $"{n:0} min"),
        (var n, _) => string.Create(CultureInfo.InvariantCulture, $"{n:0.#} h"),
    };

    public override string JobTry(int attempt) => attempt == 0 ? "first" : string.Create(CultureInfo.InvariantCulture, $"retry {attempt}");

    public override string JobTryTitle => "Try";

    public override string NextRetry => "Next retry";

    public override string JobArguments => "Arguments";

    public override string CaseTitleShort => "Case";

    public override string Exception => "Exception";

    public override string JobHistory => "History";

    public override string AskedBy(string name) => $"run by hand: {name}";

    public override string SettledBy(string name, bool discarded) => $"{(discarded ? "discarded" : "retried")} by {name}";

    public override string RecurringJobs => "Recurring jobs";

    public override string JobSchedule => "Schedule";

    public override string Every(Duration interval) => interval.TotalSeconds switch
    {
        < 60 and var s => string.Create(CultureInfo.InvariantCulture, $"every {s:0} seconds"),
        60 => "every minute",
        3600 => "every hour",
        < 3600 and var s => string.Create(CultureInfo.InvariantCulture, $"every {s / 60:0} minutes"),
        var s => string.Create(CultureInfo.InvariantCulture, $"every {s / 3600:0.#} hours"),
    };

    public override string LastRun => "Last run";

    public override string NextRuns => "Next runs";

    public override string JobPaused => "paused";

    public override string PausedBy(string name, string reason) => $"by {name}: {reason}";

    public override string JobActive => "active";

    public override string RetryJob => "Retry";

    public override string RetryJobText => "It runs again now. A wake-up decides anew upon its case: opening hours, limits and the number guard still have their say.";

    public override string RunJobNow => "Run now";

    public override string RunJobNowText => "It runs once, now, on one of the instances. The schedule stays.";

    public override string WakeNow => "Wake now";

    public override string WakeNowText => "If the case is due, it is decided upon now, through every gate. If it is not due, nothing changes.";

    public override string PauseJob => "Pause";

    public override string PauseJobText => "It does not run on any instance until somebody resumes it, however often they are restarted. While the sweep is paused, lost wake-ups are not repaired.";

    public override string ResumeJob => "Resume";

    public override string ResumeJobText => "It runs by its schedule again.";

    public override string DiscardJob => "Discard";

    public override string DiscardJobText => "It is put away as settled. Nothing is called or closed by that.";

    public override string Of(JobChange change) => change switch
    {
        JobChange.Done => Done,
        JobChange.Later => "Noted. The job engine does not answer just now: it runs with the next sweep, or in its next round.",
        JobChange.NotFailed => "It has not failed: there is nothing to retry or discard.",
        JobChange.AlreadySo => "Somebody was quicker: that is done already.",
        JobChange.CaseNeedsIt => "The case waits for this wake-up: retry it, or cancel the case.",
        JobChange.EngineAway => "The job engine does not answer: nothing was done. Try again.",
        _ => NotFoundText,
    };

    public override string NoWakeUps(int openCases) => $"No wake-ups: none of {Counted(openCases, JobRunReader.MostCounted)} open {(openCases == 1 ? "case" : "cases")} is due.";

    public override string NothingRuns => "Nothing runs just now.";

    public override string NextWakeUps => "Next wake-ups";

    public override string LastDay => "The last 24 hours";

    public override string LastDayText => "Wake-ups that succeeded and jobs that failed, by the hour in which they began.";

    public override string Hour => "Hour";

    public override string FindJobs => "Case or telephone number";

    public override string DeadJobsAlert(int dead) => dead == 1
        ? "One wake-up is dead: it failed, and so did its retries. Its case waits until somebody retries it."
        : $"{Counted(dead, JobRunReader.MostCounted)} wake-ups are dead: they failed, and so did their retries. Their cases wait until somebody retries them.";

    public override string EngineLacksIt => "not with the job engine; the sweep finds it when it is due";

    public override string DeadHoldsIt => "Its wake-up is dead: nothing wakes the case until somebody retries it.";

    public override string EngineWakesIt => "The job engine wakes it";

    public override string DoesNotWait => "The case does not wait for a wake-up.";

    public override string AllJobs => "All runs";

    public override string WakeUpOf(string number) => $"Wake-up of {number}";

    public override string Counted(int count, int most) => string.Create(CultureInfo.InvariantCulture, $"{Math.Min(count, most):N0}{(count > most ? "+" : "")}");

    private static string Many(int n, string word) => string.Create(CultureInfo.InvariantCulture, $"{n} {word}{(n == 1 ? "" : "s")}");
}
