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
        var numbers = policies.NumbersFile is { State: not FileState.InForce } n ? [Told("the numbers file", n.State)] : Array.Empty<string>();
        List<string> troubles = [.. files.Concat(numbers)];
        var none = count == 0 ? ": missed calls are recorded, nobody is called back" : "";
        return new HealthPart(count > 0 && troubles.Count == 0, string.Join("; ", troubles.Take(MostNamed).Prepend($"{count} in force{none}")));
    }

    private static string Told(string file, FileState state) =>
        state == FileState.LastGoodInForce ? $"{file} cannot be used: its last good version is in force" : $"{file} cannot be used, and no earlier version is known";
}
