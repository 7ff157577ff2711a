using NodaTime;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.PolicyFiles;

internal static class PolicyFilesSetup
{
    /// <summary>The files are read once, when somebody first asks what is in force; from then on the watch looks.</summary>
    public static IServiceCollection AddPolicyFiles(this IServiceCollection services, OrchestratorOptions options) => services
        .AddSingleton(PolicyFolder.Of(options))
        .AddSingleton(provider => new PoliciesInForce(
            PolicySnapshot.Unread.Next(provider.GetRequiredService<PolicyFolder>().Look(), provider.GetRequiredService<IClock>().GetCurrentInstant())))
        .AddSingleton<PolicyKeeper>();
}
