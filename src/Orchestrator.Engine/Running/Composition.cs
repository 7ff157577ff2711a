using NodaTime;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Dispatch;
using Orchestrator.Engine.Feeds;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Running;

/// <summary>Puts the daemon together. The only place that names the system's clock and its random numbers.</summary>
public static class Composition
{
    /// <summary>Registers everything that runs without a web server.</summary>
    /// <exception cref="StartupException">The configuration has problems; the message lists them all. A broken policy file stops nothing.</exception>
    public static void AddEngine(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Options();
        var connectionString = builder.Configuration.GetConnectionString("Orchestrator");
        var problems = OptionsCheck.Problems(options, connectionString);
        if (problems.Count > 0)
        {
            throw new StartupException(new Reason.ConfigurationHasProblems(), [.. problems.Select(p => p.Why)]);
        }

        var services = builder.Services;
        services.AddSingleton(options);
#pragma warning disable RS0030 // the composition root names the system's own
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(Random.Shared);
#pragma warning restore RS0030
        services.AddSingleton(TimeProvider.System);
        services.AddSignals().AddStorage(connectionString!).AddPolicyFiles(options).AddNotices().AddCasework();
        services.AddPbx(options).AddOperators().AddIntake(options).AddDialling().AddDispatch().AddJobs(connectionString!);
        services.AddSingleton<Readiness>();

        // Stopped in the reverse order: the engine first, with the links still up.
        services.AddHostedService<NoticeWorker>();
        services.AddHostedService<PolicyWatch>();
        services.AddHostedService<IntakeWorker>();
        services.AddHostedService<CallMemory>();
        services.AddHostedService<PbxLinks>();
        services.AddHostedService<EngineService>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }
}
