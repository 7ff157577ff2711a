using NodaTime;
using Orchestrator.Cases;
using Orchestrator.Core;
using Orchestrator.Storage;

namespace Orchestrator.Jobs;

/// <summary>What people may do to jobs. Each change is audited in the transaction that makes it; the engine is told afterwards, and the sweep mends what it did not hear.</summary>
internal sealed partial class JobSteering(Database database, IWakeUps wakeUps, JobEngine engine, IClock clock, ILogger<JobSteering> log)
{
    public const int LongestReason = CaseSteering.LongestReason;

    /// <summary>Runs a failed or dead job again, now. A wake-up decides anew upon its case: no gate is passed by.</summary>
    public async Task<JobChange> RetryAsync(Guid runId, Actor by, CancellationToken cancel)
    {
        var (change, run) = await SettleAsync(runId, by, "retried", _ => Task.FromResult(true), cancel);
        return change != JobChange.Done ? change
            : run!.CaseId is { } caseId ? await WakeAsync(caseId, cancel)
            : Words.Find<JobKind>(run.Kind) is { } kind && await engine.RunNowAsync(kind, by.Name, cancel) ? JobChange.Done
            : JobChange.Later;
    }

    /// <summary>Puts a dead wake-up away. One that an open case still hangs on stays: the case would never be looked at again.</summary>
    public async Task<JobChange> DiscardAsync(Guid runId, Actor by, CancellationToken cancel) =>
        (await SettleAsync(runId, by, "discarded", async check => !await check.Tx.NeedsWakeUpAsync(check.Run), cancel)).Change;

    /// <summary>Wakes a case now: it is decided upon at once if it is due, and else left as it is.</summary>
    public async Task<JobChange> WakeNowAsync(Guid caseId, Actor by, CancellationToken cancel)
    {
        var found = await database.InTransactionAsync(
            async tx =>
            {
                if (await tx.FindWakeUpAsync(caseId) is not { } wakeUp)
                {
                    return false;
                }

                await tx.AuditAsync(by, "job.run", $"{Words.Of(JobKind.WakeUp)} {caseId}", after: new { wakeUp.At });
                return true;
            },
            cancel);
        return found ? await WakeAsync(caseId, cancel) : JobChange.NotFound;
    }

    /// <summary>Runs a recurring job now, paused or not.</summary>
    public async Task<JobChange> RunNowAsync(JobKind recurring, Actor by, CancellationToken cancel)
    {
        await database.InTransactionAsync(
            async tx =>
            {
                await tx.AuditAsync(by, "job.run", Words.Of(recurring));
                return true;
            },
            cancel);
        return await engine.RunNowAsync(recurring, by.Name, cancel) ? JobChange.Done : JobChange.EngineAway;
    }

    public Task<JobChange> PauseAsync(JobKind recurring, string reason, Actor by, CancellationToken cancel) => database.InTransactionAsync(
        async tx =>
        {
            var kind = Words.Of(recurring);
            if (!await tx.PauseJobAsync(kind, reason, by))
            {
                return JobChange.AlreadySo;
            }

            await tx.AuditAsync(by, "job.pause", kind, after: new { reason });
            return JobChange.Done;
        },
        cancel);

    public Task<JobChange> ResumeAsync(JobKind recurring, Actor by, CancellationToken cancel) => database.InTransactionAsync(
        async tx =>
        {
            var kind = Words.Of(recurring);
            if (await tx.ResumeJobAsync(kind) is not { } pause)
            {
                return JobChange.AlreadySo;
            }

            await tx.AuditAsync(by, "job.resume", kind, new { pause.Reason, pause.PausedBy, pause.PausedAt });
            return JobChange.Done;
        },
        cancel);

    private Task<(JobChange Change, JobRunView? Run)> SettleAsync(
        Guid runId, Actor by, string settledAs, Func<(Transaction Tx, JobRunView Run), Task<bool>> allowed, CancellationToken cancel) => database.InTransactionAsync<(JobChange, JobRunView?)>(
        async tx =>
        {
            var run = await tx.LockJobRunAsync(runId);
            if (run is null)
            {
                return (JobChange.NotFound, null);
            }

            if (run.State is not ("failed" or "dead"))
            {
                return (JobChange.NotFailed, run);
            }

            if (run.SettledAt is not null)
            {
                return (JobChange.AlreadySo, run);
            }

            if (!await allowed((tx, run)))
            {
                return (JobChange.CaseNeedsIt, run);
            }

            await tx.SettleJobRunAsync(runId, by, settledAs);
            await tx.AuditAsync(by, settledAs == "retried" ? "job.retry" : "job.discard", runId.ToString(), new { run.State, run.Kind, run.CaseId, run.RetryAt }, new { settledAs });
            return (JobChange.Done, run);
        },
        cancel);

    private async Task<JobChange> WakeAsync(Guid caseId, CancellationToken cancel)
    {
        try
        {
            await wakeUps.ScheduleAsync(caseId, clock.GetCurrentInstant(), cancel);
            return JobChange.Done;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotScheduled(log, caseId, e);
            return JobChange.Later;
        }
    }

    [LoggerMessage(EventId = 9141, Level = LogLevel.Warning, Message = "The wake-up of case {CaseId} that a person asked for could not be scheduled; the sweep will find the case if it is due")]
    private static partial void LogNotScheduled(ILogger logger, Guid caseId, Exception exception);
}

/// <summary>What came of a wish about a job.</summary>
public enum JobChange
{
    Done,

    /// <summary>Noted; the engine did not answer, and the sweep or the next round does it.</summary>
    Later,
    NotFound,

    /// <summary>It has not failed.</summary>
    NotFailed,

    /// <summary>Somebody was quicker.</summary>
    AlreadySo,

    /// <summary>An open case hangs on this wake-up.</summary>
    CaseNeedsIt,

    /// <summary>The engine does not answer: nothing was done.</summary>
    EngineAway,
}
