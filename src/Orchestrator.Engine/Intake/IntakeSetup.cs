using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Intake;

internal static class IntakeSetup
{
    public static IServiceCollection AddIntake(this IServiceCollection services, OrchestratorOptions options) => services
        .AddSingleton(provider => new IntakeSpool(options.Spool, provider.GetRequiredService<ILogger<IntakeSpool>>()))
        .AddSingleton<IntakeQueue>()
        .AddSingleton<CaseOpening>()
        .AddSingleton<CallbackRequests>()
        .AddSingleton<MissedCallRecorder>()
        .AddSingleton<CallWatches>()
        .AddSingleton<StasisIntake>();
}
