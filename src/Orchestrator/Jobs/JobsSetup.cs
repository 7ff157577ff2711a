using Npgsql;
using Orchestrator.Cases;
using Orchestrator.Storage;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>The only place that knows the job engine's settings.</summary>
internal static class JobsSetup
{
    /// <summary>Its tables live beside ours, in a schema of their own.</summary>
    public const string Schema = "orchestrator_jobs";

    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString)
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
        });
        services.AddSingleton<IWakeUps, QuartzWakeUps>();
        services.AddSingleton<CaseSweep>();
        return services;
    }
}
