using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

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
    public sealed record Book(Instant At, Reason? Before = null) : JobCourse;

    /// <summary>The same one at another time.</summary>
    public sealed record Move(Instant At) : JobCourse;

    /// <summary>The case is due already: now. <paramref name="IsNew"/>: there is no job yet.</summary>
    public sealed record Start(string Why, bool IsNew) : JobCourse;

    /// <summary>It has done its work. <paramref name="IsNew"/>: the attempt was quicker than its job, which is written down afterwards.</summary>
    public sealed record Settle(Reason Result, bool IsNew = false) : JobCourse;

    /// <summary>It is not wanted any more.</summary>
    public sealed record Remove(Reason Why) : JobCourse;

    /// <summary>The course for a case as it stands. An attempt that no job has told of comes first; what is to become of the case afterwards is the course of the next look.</summary>
    /// <param name="c">Its row and its job.</param>
    /// <param name="zone">For the times in results.</param>
    public static JobCourse Of(BookedCase c, DateTimeZone zone)
    {
        var job = JobStages.Of(c.JobState);
        if (c.OwesAttempt)
        {
            return job.IsLive() && c.State == CaseState.Waiting && c.Attempts == c.AttemptsTold + 1
                ? new Book(c.NextAttemptAt!.Value, JobResult.OfAttempt(c))
                : new Settle(JobResult.OfAttempt(c), IsNew: !job.IsLive());
        }

        return c.State switch
        {
            CaseState.Waiting when !job.IsLive() => new Book(c.NextAttemptAt!.Value),
            CaseState.Waiting when c.JobAt == c.NextAttemptAt => new Stay(),
            CaseState.Waiting when job == JobStage.Started => new Book(c.NextAttemptAt!.Value, JobResult.OfDelay(c, zone)),
            CaseState.Waiting => new Move(c.NextAttemptAt!.Value),
            CaseState.Ready when job == JobStage.Started && c.JobAt is not null => new Stay(),
            CaseState.Ready => new Start(c.NextAttemptWhy?.ToString() ?? "", IsNew: !job.IsLive()),
            CaseState.Calling => new Stay(),
            _ when !job.IsLive() => new Stay(),
            // What somebody took back is removed, however far its job had come.
            _ when job == JobStage.Started && c.Disposition != Disposition.Withdrawn => new Settle(JobResult.OfClosing(c)),
            _ => new Remove(JobResult.OfClosing(c)),
        };
    }
}
