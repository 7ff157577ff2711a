using System.Globalization;
using Hangfire;
using Hangfire.States;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>What people may do to jobs. A job of a case is steered through its case, so that hours, limits and the number guard keep their say; each change is audited in the transaction that makes it.</summary>
internal sealed partial class JobSteering(
    Database database, JobBook book, CaseSteering cases, JobStorage storage, JobFilters filters, IBackgroundJobClient client, ILogger<JobSteering> log)
{
    /// <summary>Makes the case of a job due now, through every gate. A job that failed is run again; its case is decided on again.</summary>
    /// <param name="jobId">As it stands in an address or a form: hostile.</param>
    public async Task<JobChange> CallNowAsync(string jobId, Actor by, CancellationToken cancel)
    {
        var (id, job) = await FindAsync(jobId, cancel);
        return job switch
        {
            null => JobChange.NotFound,
            { CaseId: null } => await ChangeAsync(id, job, "job.run", new EnqueuedState { Reason = $"run again by {by.Name}" }, by, cancel),
            { IsCurrent: true } when JobStages.Of(job.JobState) == JobStage.Failed => await RetryAsync(id, job, by, cancel),
            { CaseId: { } caseId } => await FollowAsync(caseId, await cases.CallNowAsync(caseId, by, cancel), cancel),
        };
    }

    /// <summary>Runs a job that failed again, now: its case is decided on again.</summary>
    /// <inheritdoc cref="CallNowAsync"/>
    public async Task<JobChange> RetryAsync(string jobId, Actor by, CancellationToken cancel)
    {
        var (id, job) = await FindAsync(jobId, cancel);
        return job is null ? JobChange.NotFound
            : JobStages.Of(job.JobState) != JobStage.Failed ? JobChange.NotFailed
            : job.CaseId is null ? await ChangeAsync(id, job, "job.run", new EnqueuedState { Reason = $"run again by {by.Name}" }, by, cancel)
            : await RetryAsync(id, job, by, cancel);
    }

    /// <summary>Takes the promise of a job's case back: nobody is called. A running attempt is not cut, and a job that has ended has nothing to take back.</summary>
    /// <inheritdoc cref="CallNowAsync"/>
    public async Task<JobChange> CancelAsync(string jobId, Actor by, CancellationToken cancel)
    {
        var (id, job) = await FindAsync(jobId, cancel);
        switch (job)
        {
            case null:
                return JobChange.NotFound;
            case { CaseId: null }:
                return await ChangeAsync(id, job, "job.discard", new DeletedState { Reason = $"deleted by {by.Name}" }, by, cancel);
            case { CaseState: CaseState.Calling }:
                return JobChange.UnderWay;
            case { CaseState: null or CaseState.Closed }:
                return JobChange.CaseClosed;
            case { IsCurrent: false }:
                return JobChange.JobEnded;
        }

        return await FollowAsync(job.CaseId!.Value, await cases.WithdrawIdleAsync(job.CaseId.Value, by, cancel), cancel);
    }

    /// <summary>Whether a job is for no case but the program's own: administrators run those.</summary>
    public async Task<bool> IsOurOwnAsync(string jobId, CancellationToken cancel) => (await FindAsync(jobId, cancel)).Job is { CaseId: null };

    /// <summary>Runs a recurring job now, paused or not.</summary>
    public async Task<JobChange> RunNowAsync(JobKind recurring, Actor by, CancellationToken cancel)
    {
        try
        {
            return await database.InTransactionAsync(
                async tx =>
                {
                    await tx.Audit.AddAsync(by, "job.run", Words.Of(recurring));
                    if (await tx.JobPauses.IsPausedAsync(recurring))
                    {
                        client.Create(RecurringJobs.Of(recurring), new EnqueuedState { Reason = $"run by {by.Name} while it is paused" });
                    }
                    else
                    {
                        new RecurringJobManager(storage, filters).Trigger(RecurringJobs.IdOf(recurring));
                    }

                    return JobChange.Done;
                },
                cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested) // the engine's own, the database's, or that of a lock that it did not get
        {
            return Away(e);
        }
    }

    public Task<JobChange> PauseAsync(JobKind recurring, string reason, Actor by, CancellationToken cancel) => database.InTransactionAsync(
        async tx =>
        {
            if (!await tx.JobPauses.PauseAsync(recurring, reason, by))
            {
                return JobChange.AlreadySo;
            }

            await tx.Audit.AddAsync(by, "job.pause", Words.Of(recurring), after: new { reason });
            return JobChange.Done;
        },
        cancel);

    public Task<JobChange> ResumeAsync(JobKind recurring, Actor by, CancellationToken cancel) => database.InTransactionAsync(
        async tx =>
        {
            if (await tx.JobPauses.ResumeAsync(recurring) is not { } pause)
            {
                return JobChange.AlreadySo;
            }

            await tx.Audit.AddAsync(by, "job.resume", Words.Of(recurring), new { pause.Reason, pause.PausedBy, pause.PausedAt });
            return JobChange.Done;
        },
        cancel);

    private async Task<(long Id, JobCase? Job)> FindAsync(string jobId, CancellationToken cancel) =>
        long.TryParse(jobId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (id, await database.InTransactionAsync(tx => tx.Jobs.FindCaseAsync(id), cancel)) : (0, null);

    private Task<JobChange> RetryAsync(long id, JobCase job, Actor by, CancellationToken cancel) => job.CaseState is null or CaseState.Closed
        ? Task.FromResult(JobChange.CaseClosed)
        : ChangeAsync(id, job, "job.retry", new EnqueuedState(CallbackJob.Queue) { Reason = $"retried by {by.Name}" }, by, cancel);

    /// <summary>Changes a job's state, and audits it, both or neither. Its retries begin anew.</summary>
    private async Task<JobChange> ChangeAsync(long id, JobCase job, string action, IState to, Actor by, CancellationToken cancel)
    {
        try
        {
            return await book.InOneTransactionAsync(
                async (tx, jobs) =>
                {
                    await tx.Jobs.CommitToDiskAsync();
                    var text = id.ToString(CultureInfo.InvariantCulture);
                    if (!jobs.ChangeState(text, to, job.JobState))
                    {
                        return (false, JobChange.AlreadySo);
                    }

                    await tx.Jobs.ForgetRetriesAsync(id);
                    await tx.Audit.AddAsync(by, action, text, new { State = job.JobState, job.CaseId }, new { State = to.Name });
                    return (true, JobChange.Done);
                },
                cancel);
        }
        catch (BackgroundJobClientException e)
        {
            return Away(e);
        }
    }

    private JobChange Away(Exception e)
    {
        LogAway(log, e.GetBaseException().Message);
        return JobChange.EngineAway;
    }

    /// <summary>The case was changed; its job follows at once, so that whoever looks next sees it.</summary>
    private async Task<JobChange> FollowAsync(Guid caseId, ChangeResult result, CancellationToken cancel)
    {
        if (result == ChangeResult.Done)
        {
            try
            {
                await book.BookAsync(caseId, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                LogLater(log, caseId, e.GetBaseException().Message);
            }
        }

        return result switch
        {
            ChangeResult.Done => JobChange.Done,
            ChangeResult.NotFound => JobChange.NotFound,
            ChangeResult.Closed => JobChange.CaseClosed,
            _ => JobChange.UnderWay,
        };
    }

    [LoggerMessage(EventId = 9131, Level = LogLevel.Warning, Message = "The job engine does not answer: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(EventId = 9141, Level = LogLevel.Warning, Message = "The job of case {CaseId} will follow a little later: {Reason}")]
    private static partial void LogLater(ILogger logger, Guid caseId, string reason);
}

/// <summary>What came of a change to a job.</summary>
public enum JobChange
{
    Done,
    NotFound,

    /// <summary>It has not failed.</summary>
    NotFailed,

    /// <summary>Somebody was quicker.</summary>
    AlreadySo,

    /// <summary>Its case is closed.</summary>
    CaseClosed,

    /// <summary>A call is in progress and is not interrupted.</summary>
    UnderWay,

    /// <summary>It has ended, and the case has another job by now.</summary>
    JobEnded,

    /// <summary>The engine does not answer: nothing was done.</summary>
    EngineAway,
}
