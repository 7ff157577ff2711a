using Orchestrator.Core;
using Orchestrator.Storage;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>Keeps a paused recurring job from running. The row in <c>job_pause</c> is asked each time, so that a pause holds on every instance and over restarts.</summary>
internal sealed partial class PausedJobs(Database database, ILogger<PausedJobs> log) : ITriggerListener
{
    public string Name => nameof(PausedJobs);

    public async ValueTask<bool> VetoJobExecution(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (context.JobDetail.Key.Group != JobNames.Recurring || context.MergedJobDataMap.ContainsKey(JobEngine.AskedBy) || JobNames.KindOf(context.JobDetail.Key) is not { } kind)
        {
            return false;
        }

        try
        {
            return await database.InTransactionAsync(tx => tx.IsJobPausedAsync(Words.Of(kind)), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnknown(log, kind, e.Message);
            return true; // it comes round again, and without the database it could do nothing
        }
    }

    [LoggerMessage(EventId = 9121, Level = LogLevel.Warning, Message = "The job {Kind} skips a round, because nobody knows whether it is paused: {Reason}")]
    private static partial void LogUnknown(ILogger logger, JobKind kind, string reason);
}
