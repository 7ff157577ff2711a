using NodaTime;
using Orchestrator.Cases;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>Wake-ups on Quartz, clustered on Postgres: one durable-less job and one trigger for each waiting case, replaced when the case moves.</summary>
internal sealed class QuartzWakeUps(ISchedulerFactory schedulers) : IWakeUps
{
    public async Task ScheduleAsync(Guid caseId, Instant at, CancellationToken cancel)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        var key = CaseWakeUpJob.KeyOf(caseId);
        var job = JobBuilder.Create<CaseWakeUpJob>().WithIdentity(key).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key.Name, key.Group).ForJob(job).StartAt(at.ToDateTimeOffset()).Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancel);
    }
}
