using Quartz;

namespace Orchestrator.Jobs;

/// <summary>The jobs that run again and again.</summary>
internal static class RecurringJobs
{
    public static async Task ScheduleAsync(IScheduler scheduler, CancellationToken cancel)
    {
        await ScheduleAsync<SweepJob>(scheduler, SweepJob.Key, SweepJob.Interval, cancel);
        await ScheduleAsync<NoticeTidyJob>(scheduler, NoticeTidyJob.Key, NoticeTidyJob.Interval, cancel);
    }

    private static async Task ScheduleAsync<T>(IScheduler scheduler, JobKey key, TimeSpan interval, CancellationToken cancel)
        where T : IJob
    {
        var job = JobBuilder.Create<T>().WithIdentity(key).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key.Name, key.Group).ForJob(job).StartNow()
            .WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever()).Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancel);
    }
}
