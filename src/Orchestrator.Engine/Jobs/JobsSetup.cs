using Hangfire;
using Hangfire.Server;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>Puts the jobs together. Nothing outside this folder knows Hangfire, but for the pages of its dashboard.</summary>
internal static class JobsSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider => new JobTables(connectionString, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<JobTables>().Storage);
        services.AddSingleton(new SchemaOfJobs(JobTables.Install));
        services.AddSingleton<PausedJobs>();
        services.AddSingleton<JobFilters>();
        services.AddSingleton<IBackgroundJobClient>(provider => new BackgroundJobClient(provider.GetRequiredService<JobStorage>(), provider.GetRequiredService<JobFilters>()));
        services.AddSingleton<DueTimers>();
        services.AddSingleton<JobBook>();
        services.AddSingleton<IWakeUps>(provider => provider.GetRequiredService<JobBook>());
        services.AddSingleton<DueCases>();
        services.AddSingleton<CaseSweep>();
        services.AddSingleton<Sweeping>();
        services.AddSingleton<JobServer>();
        services.AddSingleton<JobSteering>();
        services.AddSingleton<JobMonitor>();
        services.AddSingleton<JobWork>();
        return services;
    }
}
