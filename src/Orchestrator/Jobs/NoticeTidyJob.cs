using Orchestrator.Notify;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>Keeps the outbox of notices small.</summary>
[DisallowConcurrentExecution]
[RetryPolicy(0)]
internal sealed class NoticeTidyJob(NoticeTidy tidy) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await tidy.RunAsync(cancellationToken);
}
