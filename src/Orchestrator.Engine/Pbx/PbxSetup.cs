using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Pbx;

internal static class PbxSetup
{
    public static IServiceCollection AddPbx(this IServiceCollection services, OrchestratorOptions options) => services
        .AddSingleton(provider => new PbxNodes(options.Pbx.Select(p => ActivatorUtilities.CreateInstance<PbxNode>(provider, p, options.Instance))));
}
