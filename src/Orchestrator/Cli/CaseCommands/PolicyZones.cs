using NodaTime;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Cli.CaseCommands;

/// <summary>In which zone a policy's times are meant. Where the policy files are not at hand, UTC.</summary>
internal sealed class PolicyZones(IReadOnlyDictionary<string, DateTimeZone> zones)
{
    public static PolicyZones Load(IConfiguration configuration) =>
        new(PolicyDirectory.Load(configuration.Options().Policies).Set.Policies.ToDictionary(p => p.Name, p => p.Zone, StringComparer.Ordinal));

    public DateTimeZone Of(string policy) => zones.GetValueOrDefault(policy) ?? DateTimeZone.Utc;
}
