using Orchestrator.Engine.Casework;

namespace Orchestrator.Engine.Operators;

internal static class OperatorsSetup
{
    public static IServiceCollection AddOperators(this IServiceCollection services) => services
        .AddSingleton<OperatorBoards>()
        .AddSingleton<IFreeOperators, FreeOperators>();
}
