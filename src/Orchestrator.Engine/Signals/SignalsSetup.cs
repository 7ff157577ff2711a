namespace Orchestrator.Engine.Signals;

internal static class SignalsSetup
{
    public static IServiceCollection AddSignals(this IServiceCollection services) => services
        .AddSingleton<DispatchSignal>()
        .AddSingleton<EngineState>();
}
