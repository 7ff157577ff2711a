using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Storage;

namespace Orchestrator.Jobs;

/// <summary>What has to become of a case's job so that it tells what the case's row says: a closed set.</summary>
internal abstract record JobCourse
{
    private JobCourse()
    {
    }

    /// <summary>It is as it should be.</summary>
    public sealed record Stay : JobCourse;

    /// <summary>A new one for the next attempt.</summary>
    /// <param name="At">When its case is due.</param>
    /// <param name="Before">What came of the one that it follows; null: there was none, or it has ended.</param>
    public sealed record Book(Instant At, string? Before = null) : JobCourse;

    /// <summary>The same one at another time.</summary>
    public sealed record Move(Instant At) : JobCourse;

    /// <summary>The case is due already: now. <paramref name="IsNew"/>: there is no job yet.</summary>
    public sealed record Start(string Why, bool IsNew) : JobCourse;

    /// <summary>It has done its work. <paramref name="IsNew"/>: the attempt was quicker than its job, which is written down afterwards.</summary>
    public sealed record Settle(string Result, bool IsNew = false) : JobCourse;

    /// <summary>It is not wanted any more.</summary>
    public sealed record Remove(string Why) : JobCourse;

    /// <summary>The course for a case as it stands.</summary>
    /// <param name="c">Its row and its job.</param>
    /// <param name="zone">For the times in results.</param>
    public static JobCourse Of(BookedCase c, DateTimeZone zone)
    {
        var job = JobStages.Of(c.JobState);
        var isMade = c.JobAttempt is { } attempt && c.Attempts >= attempt;
        if (!job.IsLive() && c.JobAt is not null && c.JobAt != c.NextAttemptAt && c.Attempts > (c.JobAttempt ?? 0) && !c.Observed)
        {
            return new Settle(JobResult.OfAttempt(c), IsNew: true);
        }

        switch (c.State)
        {
            case CaseState.Waiting when !job.IsLive():
                return new Book(c.NextAttemptAt!.Value);
            case CaseState.Waiting when c.JobAt == c.NextAttemptAt:
                return new Stay();
            case CaseState.Waiting:
                return job == JobStage.Started || isMade
                    ? new Book(c.NextAttemptAt!.Value, isMade ? JobResult.OfAttempt(c) : JobResult.OfDelay(c, zone))
                    : new Move(c.NextAttemptAt!.Value);
            case CaseState.Ready:
                return job == JobStage.Started && c.JobAt is not null ? new Stay() : new Start(c.NextAttemptWhy ?? "", IsNew: !job.IsLive());
            case CaseState.Calling:
                return job.IsLive() ? new Settle(JobResult.OfAttempt(c)) : new Stay();
            default:
                return !job.IsLive() ? new Stay()
                    : isMade ? new Settle(JobResult.OfAttempt(c))
                    : job == JobStage.Started ? new Settle(JobResult.OfClosing(c))
                    : new Remove(JobResult.OfClosing(c));
        }
    }
}
