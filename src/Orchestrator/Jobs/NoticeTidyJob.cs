using Orchestrator.Notify;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>Keeps the outbox of notices small. Runs on one instance at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class NoticeTidyJob(NoticeTidy tidy) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public static JobKey Key { get; } = new("notice-tidy", "recurring");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await tidy.RunAsync(cancellationToken);
}
