using Orchestrator.Cases;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>Repairs what a lost wake-up or a crash left behind, in bounded batches. The next round is the retry of a failed one.</summary>
[DisallowConcurrentExecution]
[RetryPolicy(0)]
internal sealed class SweepJob(CaseSweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sweep.RunAsync(cancellationToken);
}
