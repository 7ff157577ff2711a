using NodaTime;
using Orchestrator.Cases;
using Orchestrator.Cli;
using Orchestrator.Dialling;
using Orchestrator.Dispatch;
using Orchestrator.Intake;
using Orchestrator.Jobs;
using Orchestrator.Live;
using Orchestrator.Notify;
using Orchestrator.Numbers;
using Orchestrator.Operators;
using Orchestrator.Pbx;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Hosting;

/// <summary>Puts the daemon together. The only place that names the system's clock and its random numbers.</summary>
public static class Composition
{
    /// <summary>Registers everything.</summary>
    /// <exception cref="StartupException">The configuration has problems; the message lists them all. A broken policy file stops nothing.</exception>
    public static void AddOrchestrator(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.Options();
        var connectionString = builder.Configuration.GetConnectionString("Orchestrator");
        var problems = OptionsCheck.Problems(options, connectionString);
        if (problems.Count > 0)
        {
            throw new StartupException("The configuration has problems:", problems);
        }

        var services = builder.Services;
        services.AddSingleton(options);
#pragma warning disable RS0030 // the composition root names the system's own
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(new PoliciesInForce(PolicySnapshot.Unread.Next(Folder(options).Look(), SystemClock.Instance.GetCurrentInstant())));
        services.AddSingleton(Random.Shared);
#pragma warning restore RS0030
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(connectionString!));
        services.AddSingleton<Migrator>();
        services.AddSingleton<BlindIntervals>();
        services.AddSingleton<DispatchSignal>();
        services.AddSingleton<RunningAttempts>();
        services.AddSingleton(Folder(options));
        services.AddSingleton<PolicyKeeper>();
        services.AddSingleton<IFreeOperators, FreeOperators>();
        services.AddSingleton<CasePlanning>();
        services.AddNotices();
        services.AddSingleton<CaseReplanning>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CaseSteering>();
        services.AddSingleton<NumberDesk>();
        services.AddSingleton<CaseOpening>();
        services.AddSingleton<CallbackRequests>();
        services.AddSingleton<IntakeQueue>();
        services.AddSingleton(provider => new IntakeSpool(options.Spool, provider.GetRequiredService<ILogger<IntakeSpool>>()));
        services.AddSingleton<MissedCallRecorder>();
        services.AddSingleton<StasisIntake>();
        services.AddSingleton(provider => new PbxNodes(options.Pbx.Select(p => ActivatorUtilities.CreateInstance<PbxNode>(provider, p, options.Instance))));
        services.AddSingleton<IAttemptBook, AttemptBook>();
        services.AddSingleton<AttemptHost>();
        services.AddSingleton<AttemptRecovery>();
        services.AddSingleton<Strays>();
        services.AddSingleton<AttemptClaim>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<EngineState>();
        services.AddSingleton<Readiness>();
        services.AddJobs(connectionString!);
        services.AddLive();

        // Stopped in the reverse order: the engine first, with the links still up.
        services.AddHostedService<NoticeWorker>();
        services.AddHostedService<PolicyWatch>();
        services.AddHostedService<IntakeWorker>();
        services.AddHostedService<PbxLinks>();
        services.AddHostedService<Engine>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }

    /// <summary>The policy files of the configuration.</summary>
    internal static PolicyFolder Folder(OrchestratorOptions options) =>
        new(options.Policies, NumbersPath(options));

    /// <summary>Where the numbers file lies.</summary>
    public static string NumbersPath(OrchestratorOptions options) => options.Numbers ?? Path.Combine(options.Policies, "numbers.yaml");
}

/// <summary>The daemon cannot start; every problem is in the message.</summary>
public sealed class StartupException(string heading, IReadOnlyList<string> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(p => "  " + p).Prepend(heading)));
