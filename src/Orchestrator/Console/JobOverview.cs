using NodaTime;
using Orchestrator.Core;
using Orchestrator.Jobs;
using Orchestrator.Storage;

namespace Orchestrator.Console;

/// <summary>What the overview of jobs shows.</summary>
public sealed record JobOverview(
    JobCounts Counts, IReadOnlyList<WakeUpRow> Overdue, IReadOnlyList<WakeUpRow> Next, IReadOnlyList<JobRunSummary> Running,
    IReadOnlyList<RecurringJobView> Recurring, IReadOnlyList<InstanceView> Instances, IReadOnlyList<JobHour> Hours);

/// <summary>A recurring job as people see it.</summary>
/// <param name="Job">What it is.</param>
/// <param name="Last">Its latest run.</param>
/// <param name="Pause">Why it stands still; null: it does not.</param>
/// <param name="Next">Its next runs; none while nobody knows.</param>
public sealed record RecurringJobView(RecurringJob Job, JobRunSummary? Last, JobPause? Pause, IReadOnlyList<Instant> Next)
{
    private const int Told = 5;

    public string Word => Words.Of(Job.Kind);

    /// <param name="tx">The transaction.</param>
    /// <param name="next">When each runs next, where that is known.</param>
    public static async Task<IReadOnlyList<RecurringJobView>> ListAsync(Transaction tx, IReadOnlyDictionary<JobKind, Instant> next)
    {
        var last = (await tx.LatestJobRunsAsync([.. RecurringJobs.All.Select(j => Words.Of(j.Kind))])).ToDictionary(r => r.Kind, StringComparer.Ordinal);
        var pauses = (await tx.ListJobPausesAsync()).ToDictionary(p => p.Kind, StringComparer.Ordinal);
        return
        [
            .. RecurringJobs.All.Select(j => new RecurringJobView(
                j, last.GetValueOrDefault(Words.Of(j.Kind)), pauses.GetValueOrDefault(Words.Of(j.Kind)),
                next.TryGetValue(j.Kind, out var first) ? [.. Enumerable.Range(0, Told).Select(n => first + (Duration.FromTimeSpan(j.Interval) * n))] : [])),
        ];
    }
}
