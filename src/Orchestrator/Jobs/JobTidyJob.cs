using Orchestrator.Storage;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>Keeps the history of jobs small, in bounded batches.</summary>
[DisallowConcurrentExecution]
[RetryPolicy(0)]
internal sealed class JobTidyJob(Database database) : IJob
{
    private const int Batch = 1000;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await database.InTransactionAsync(tx => tx.RemoveOldJobRunsAsync(Batch), cancellationToken) == Batch)
        {
            // another batch
        }
    }
}
