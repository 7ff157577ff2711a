namespace Orchestrator.Engine.Dispatch;

internal static class DispatchSetup
{
    public static IServiceCollection AddDispatch(this IServiceCollection services) => services
        .AddSingleton<AttemptClaim>()
        .AddSingleton<Dispatcher>();
}
