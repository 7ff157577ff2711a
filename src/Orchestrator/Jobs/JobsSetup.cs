using Npgsql;
using Orchestrator.Cases;
using Orchestrator.Hosting;
using Orchestrator.Storage;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>The only place that knows the job engine's settings.</summary>
internal static class JobsSetup
{
    /// <summary>Its tables live beside ours, in a schema of their own.</summary>
    public const string Schema = "orchestrator_jobs";

    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString, JobOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema, ApplicationName = "orchestrator-jobs", KeepAlive = 15, Timeout = 5 };
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "orchestrator";
                scheduler.InstanceId = "AUTO"; // every process its own, so that the cluster tells a restart from a brother
            });
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(settings.ConnectionString);
                store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(5));
                store.ProvisionSchema();
            });
            quartz.UseDefaultRetryPolicy(JobRetries.Policy(options.RetryAfter)); // of wake-ups; recurring jobs say that they have none
            quartz.AddTriggerListener(provider => provider.GetRequiredService<PausedJobs>());
            quartz.AddTriggerListener(provider => provider.GetRequiredService<JobJournal>());
            quartz.AddJobListener(provider => provider.GetRequiredService<JobJournal>());
        });
        services.AddSingleton<IWakeUps, QuartzWakeUps>();
        services.AddSingleton<CaseSweep>();
        services.AddSingleton<PausedJobs>();
        services.AddSingleton<JobJournal>();
        services.AddSingleton<JobEngine>();
        services.AddSingleton<JobSteering>();
        return services;
    }
}
