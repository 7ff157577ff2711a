using System.Globalization;
using NodaTime;
using Orchestrator.Jobs;
using Orchestrator.Storage;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    public override string Of(JobKind kind) => kind switch
    {
        JobKind.Sweep => "sweep of overdue cases",
        JobKind.NoticeTidy => "tidying of notices",
        _ => "callback",
    };

    public override string Of(JobChange change) => change switch
    {
        JobChange.Done => Done,
        JobChange.NotFailed => "It has not failed: there is nothing to retry.",
        JobChange.AlreadySo => "Somebody was quicker: that is done already.",
        JobChange.CaseClosed => "Its case is closed: nobody will be called. A new missed call or a request opens a new one.",
        JobChange.UnderWay => "An attempt is under way: it is not cut. Try again when it has ended.",
        JobChange.JobEnded => "This job has ended, and its case has another one by now: steer that, or the case itself.",
        JobChange.EngineAway => "The job engine does not answer: nothing was done. Try again.",
        _ => NotFoundText,
    };

    public override string OfJobState(string? state) => state switch
    {
        "Scheduled" => "scheduled",
        "Enqueued" => "starts now",
        "Processing" => "at work",
        "Failed" => "failed",
        "Succeeded" => "done",
        "Deleted" => "deleted",
        _ => "past",
    };

    public override string JobKindTitle => "Job";

    public override string JobInstance => "Instance";

    public override string JobInstances => "Instances";

    public override string Heartbeat => "Heartbeat";

    public override string NoHeartbeat => "no heartbeat";

    public override string RunsNow => "Runs now";

    public override string RunsJobs(int jobs, int attempts) => $"{Many(jobs, "job")}, {Many(attempts, "attempt")}";

    public override string UpSince => "Up since";

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

    public override string SweepSchedule => "every 10 seconds, on every instance; as a job every 10 minutes";

    public override string JobPaused => "paused";

    public override string PausedBy(string name, string reason) => $"by {name}: {reason}";

    public override string JobActive => "active";

    public override string PauseJob => "Pause";

    public override string PauseJobText => "It does not run on any instance until somebody resumes it, however often they are restarted. While the sweep is paused, cases that a crash left lying are not found.";

    public override string ResumeJob => "Resume";

    public override string OpenDashboard => "Job dashboard";

    public override string JobsText => "Each planned callback is a job. Here they stand by when they are due; the job dashboard shows what became of them, and runs, retries and deletes them.";

    public override string Overdue => "Overdue";

    public override string NothingOverdue(int openCases) => $"Nothing is overdue among {Counted(openCases, WakeUpReader.MostCounted)} open {(openCases == 1 ? "case" : "cases")}.";

    public override string NextJobs => "Next";

    public override string NothingPlanned => "No callback is planned.";

    public override string FoundJobs => "Found";

    public override string AllJobs => "All planned callbacks";

    public override string FindJobs => "Case or telephone number";

    public override string FailedJobs => "Failed jobs";

    public override string FailedJobsAlert(int failed) => failed == 1
        ? "One job failed, and so did its retries. Its case waits until somebody retries it."
        : $"{Counted(failed, WakeUpReader.MostCounted)} jobs failed, and so did their retries. Their cases wait until somebody retries them.";

    public override string NoJobServer => "No job server is alive. Overdue cases are still found every ten seconds, but callbacks are late.";

    public override string JobIsOwed => "is being booked";

    public override string Counted(int count, int most) => string.Create(CultureInfo.InvariantCulture, $"{Math.Min(count, most):N0}{(count > most ? "+" : "")}");

    public override string Of(JobTitle title) => title.ToString();

    public override string ByDueTime => "By due time";

    public override (string Waiting, string Ready, string Calling, string Overdue, string Missed) DashboardTiles => ("Cases waiting", "Ready for an operator", "Being called", "Overdue", "Missed today");

    public override string ManyJobs(int done, int refused) => $"{Many(done, "job")} changed, {refused.ToString(CultureInfo.InvariantCulture)} not.";

    public override string MayNotSteer => "Supervisors steer jobs: your account may look.";

    public override string MayNotTrigger => "Administrators do this.";

    public override string TooManyJobs(int most) => string.Create(CultureInfo.InvariantCulture, $"That is too much at once: choose up to {most} jobs.");

    public override string NoJobChosen => "No job is chosen.";

    public override string NotACommand => "This is not done here: recurring jobs are paused on the page Jobs.";

    public override string Span(Duration span) => SpanParts(span) switch
    {
        (var n, 'f') => string.Create(CultureInfo.InvariantCulture, $"{n:0} ms"),
        (var n, 's') => Seconds(n),
        (var n, 'm') => string.Create(CultureInfo.InvariantCulture, $"{n:0} min"),
        (var n, _) => string.Create(CultureInfo.InvariantCulture, $"{n:0.#} h"),
    };

    public override string LastDay => "The last 24 hours";

    public override string Hour => "Hour";

    public override string CaseTitleShort => "Case";

    private static string Many(int n, string word) => string.Create(CultureInfo.InvariantCulture, $"{n} {word}{(n == 1 ? "" : "s")}");
}
