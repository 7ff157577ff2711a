using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Engine.Casework;

internal static class CaseworkSetup
{
    public static IServiceCollection AddCasework(this IServiceCollection services) => services
        .AddSingleton<RunningAttempts>()
        .AddSingleton<CasePlanning>()
        .AddSingleton<IReplanning, CaseReplanning>()
        .AddSingleton<CaseDesk>()
        .AddSingleton<CaseSteering>()
        .AddSingleton<NumberDesk>();
}
