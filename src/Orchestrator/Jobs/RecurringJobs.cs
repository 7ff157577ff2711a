using Quartz;

namespace Orchestrator.Jobs;

/// <summary>The jobs that run again and again.</summary>
internal static class RecurringJobs
{
    public static async Task ScheduleAsync(IScheduler scheduler, CancellationToken cancel)
    {
        var job = JobBuilder.Create<SweepJob>().WithIdentity(SweepJob.Key).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(SweepJob.Key.Name, SweepJob.Key.Group).ForJob(job).StartNow()
            .WithSimpleSchedule(s => s.WithInterval(SweepJob.Interval).RepeatForever()).Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancel);
    }
}
