using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Engine.Running;

/// <summary>How the policies are, for the readiness endpoint. A broken file degrades an instance; it goes on working, so nothing may restart it for that.</summary>
internal static class PolicyHealth
{
    /// <summary>Most files that the answer names.</summary>
    private const int MostNamed = 5;

    public static HealthPart Of(PolicySnapshot policies)
    {
        var count = policies.Set.Policies.Length;
        var files = policies.Files
            .Where(f => f.State is FileState.Broken or FileState.LastGoodInForce)
            .Select(f => Told(f.File, f.State));
        List<Reason> troubles = [.. files, .. Numbers(policies.NumbersFile.State)];
        Reason inForce = count == 0 ? new Reason.NoPolicyInForce() : new Reason.PoliciesInForce(count);
        return new HealthPart(count > 0 && troubles.Count == 0, inForce.Then(troubles.Take(MostNamed)));
    }

    private static Reason Told(string file, FileState state) =>
        state == FileState.LastGoodInForce ? new Reason.LastGoodInForce(file) : new Reason.NothingInForceFor(file);

    private static IEnumerable<Reason> Numbers(FileState state) => state switch
    {
        FileState.InForce => [],
        FileState.LastGoodInForce => [new Reason.LastGoodNumbersInForce()],
        _ => [new Reason.NoNumbersInForce()],
    };
}
