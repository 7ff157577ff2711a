using NodaTime;
using Orchestrator.Core;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site.Languages;

/// <content>Jobs and instances.</content>
public sealed partial class Speech
{
    public string Of(JobKind kind) => language.Word(kind);

    public string Of(JobChange change) => language.Word(change);

    /// <summary>How a job stands.</summary>
    /// <param name="state">Hangfire's word; null: it is long past.</param>
    public string OfJobState(string? state) => state is "Scheduled" or "Enqueued" or "Processing" or "Failed" or "Succeeded" or "Deleted"
        ? Ui($"hangfire_state.{Words.SnakeCase(state)}")
        : Ui("hangfire_state.past");

    public string JobKindTitle => Ui("jobs.job_kind_title");

    public string JobInstance => Ui("jobs.job_instance");

    public string JobInstances => Ui("jobs.job_instances");

    public string Heartbeat => Ui("jobs.heartbeat");

    public string NoHeartbeat => Ui("jobs.no_heartbeat");

    public string RunsNow => Ui("jobs.runs_now");

    /// <summary>What an instance does just now.</summary>
    public string RunsJobs(int jobs, int attempts) => Ui("jobs.runs_jobs", ("jobs", jobs), ("attempts", attempts));

    public string UpSince => Ui("jobs.up_since");

    public string RecurringJobs => Ui("jobs.recurring_jobs");

    public string JobSchedule => Ui("jobs.job_schedule");

    public string Every(Duration interval) => (int)interval.TotalSeconds switch
    {
        1 => Ui("jobs.every_second"),
        60 => Ui("jobs.every_minute"),
        3600 => Ui("jobs.every_hour"),
        < 60 and var n => Ui("jobs.every_seconds", ("n", n)),
        < 3600 and var n => Ui("jobs.every_minutes", ("n", n / 60)),
        var n => Ui("jobs.every_hours", ("n", n / 3600)),
    };

    public string SweepSchedule => Ui("jobs.sweep_schedule");

    public string JobPaused => Ui("jobs.job_paused");

    public string PausedBy(string name, string reason) => Ui("jobs.paused_by", ("name", language.Who(name)), ("reason", reason));

    public string JobActive => Ui("jobs.job_active");

    public string PauseJob => Ui("jobs.pause_job");

    public string PauseJobText => Ui("jobs.pause_job_text");

    public string ResumeJob => Ui("jobs.resume_job");

    public string OpenDashboard => Ui("jobs.open_dashboard");

    /// <summary>What the page is for.</summary>
    public string JobsText => Ui("jobs.jobs_text");

    public string Overdue => Ui("jobs.overdue");

    public string NothingOverdue(int openCases) => Ui("jobs.nothing_overdue", ("count", Counted(openCases, WakeUpReader.MostCounted)), ("open_cases", openCases));

    public string NextJobs => Ui("jobs.next_jobs");

    public string NothingPlanned => Ui("jobs.nothing_planned");

    public string FoundJobs => Ui("jobs.found_jobs");

    public string AllJobs => Ui("jobs.all_jobs");

    public string FindJobs => Ui("jobs.find_jobs");

    public string FailedJobs => Ui("jobs.failed_jobs");

    public string FailedJobsAlert(int failed) => failed == 1
        ? Ui("jobs.one_failed_job")
        : Ui("jobs.failed_jobs_alert", ("count", Counted(failed, WakeUpReader.MostCounted)), ("failed", failed));

    public string NoJobServer => Ui("jobs.no_job_server");

    /// <summary>A waiting case has no job yet.</summary>
    public string JobIsOwed => Ui("jobs.job_is_owed");

    /// <summary>A count that was stopped at <paramref name="most"/>.</summary>
    public string Counted(int count, int most) => Math.Min(count, most).ToString("N0", Culture) + (count > most ? "+" : "");

    /// <summary>A job's name, as in a call list.</summary>
    public string Of(JobTitle title) => title.Kind switch
    {
        JobKind.WakeUp => Ui(title.Observed ? "jobs.observe" : "jobs.call_back", ("number", title.Number), ("policy", title.Policy), ("attempt", title.Attempt)),
        JobKind.Sweep => Ui("jobs.sweep_job"),
        JobKind.NoticeTidy => Ui("jobs.notice_tidy_job"),
        _ => title.ToString(),
    };

    /// <summary>The tab of Hangfire's dashboard that leads back to the list of cases.</summary>
    public string ByDueTime => Ui("jobs.by_due_time");

    /// <summary>Tiles of Hangfire's dashboard: open cases by state, those that are late, and missed calls since midnight.</summary>
    public (string Waiting, string Ready, string Calling, string Overdue, string Missed) DashboardTiles =>
        (Ui("jobs.tile_waiting"), Ui("jobs.tile_ready"), Ui("jobs.tile_calling"), Ui("jobs.tile_overdue"), Ui("jobs.tile_missed"));

    /// <summary>What came of a command for many jobs.</summary>
    public string ManyJobs(int done, int refused) => Ui("jobs.many_jobs", ("done", done), ("refused", refused));

    public string MayNotSteer => Ui("jobs.may_not_steer");

    public string MayNotTrigger => Ui("jobs.may_not_trigger");

    public string TooManyJobs(int most) => Ui("jobs.too_many_jobs", ("most", most));

    public string NoJobChosen => Ui("jobs.no_job_chosen");

    public string NotACommand => Ui("jobs.not_a_command");

    public string CaseTitleShort => Ui("jobs.case_title_short");

    public string LastDay => Ui("jobs.last_day");

    public string Hour => Ui("jobs.hour");

    /// <summary>A span in the unit that suits it.</summary>
    public string Span(Duration span)
    {
        var (amount, unit) = SpanParts(span);
        return Ui($"cases.span_{unit}", ("n", amount.ToString(unit is 'h' or 's' ? "0.#" : "0", Culture)));
    }

    /// <summary>Milliseconds (f), seconds, minutes or hours.</summary>
    private static (double Amount, char Unit) SpanParts(Duration span) =>
        span.TotalSeconds < 1 ? (Math.Max(0, span.TotalMilliseconds), 'f')
        : span.TotalMinutes < 2 ? (span.TotalSeconds, 's')
        : span.TotalHours < 2 ? (span.TotalMinutes, 'm')
        : (span.TotalHours, 'h');
}
