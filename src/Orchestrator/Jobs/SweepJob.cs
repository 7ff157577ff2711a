using Orchestrator.Cases;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>Repairs what a lost wake-up or a crash left behind, in bounded batches. Runs on one instance at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(CaseSweep sweep) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public static JobKey Key { get; } = new("sweep", "recurring");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sweep.RunAsync(cancellationToken);
}
