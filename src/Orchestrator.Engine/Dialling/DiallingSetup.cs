namespace Orchestrator.Engine.Dialling;

internal static class DiallingSetup
{
    public static IServiceCollection AddDialling(this IServiceCollection services) => services
        .AddSingleton<IAttemptBook, AttemptBook>()
        .AddSingleton<AttemptHost>()
        .AddSingleton<AttemptRecovery>()
        .AddSingleton<Strays>();
}
