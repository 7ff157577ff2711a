using Quartz;

namespace Orchestrator.Jobs;

/// <summary>The jobs that run again and again.</summary>
internal static class RecurringJobs
{
    public static IReadOnlyList<RecurringJob> All { get; } =
    [
        RecurringJob.Of<SweepJob>(JobKind.Sweep, TimeSpan.FromSeconds(10)),
        RecurringJob.Of<NoticeTidyJob>(JobKind.NoticeTidy, TimeSpan.FromMinutes(10)),
        RecurringJob.Of<JobTidyJob>(JobKind.JobTidy, TimeSpan.FromMinutes(10)),
    ];

    public static RecurringJob? Find(JobKind kind) => All.FirstOrDefault(j => j.Kind == kind);

    public static async Task ScheduleAsync(IScheduler scheduler, CancellationToken cancel)
    {
        foreach (var job in All)
        {
            var trigger = TriggerBuilder.Create().WithIdentity(job.Trigger).ForJob(job.Key).StartNow()
                .WithSimpleSchedule(s => s.WithInterval(job.Interval).RepeatForever()).Build();
            await scheduler.ScheduleJob(job.Detail, [trigger], ScheduleJobOptions.Replacing, cancel);
        }
    }
}

/// <summary>A job that runs again and again, on one instance at a time.</summary>
public sealed record RecurringJob(JobKind Kind, TimeSpan Interval, IJobDetail Detail)
{
    public JobKey Key => Detail.Key;

    public TriggerKey Trigger => new(Key.Name, Key.Group);

    public static RecurringJob Of<T>(JobKind kind, TimeSpan interval)
        where T : IJob => new(kind, interval, JobBuilder.Create<T>().WithIdentity(JobNames.KeyOf(kind)).Build());
}
