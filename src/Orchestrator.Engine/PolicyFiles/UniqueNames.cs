using System.Collections.Immutable;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>
/// Settles whose a policy's name is that several files give: the file's that has it already, as long as that file is there and gives no other name;
/// else the first one's. A copy whose name somebody forgot to change must not take a policy out of force.
/// </summary>
internal static class UniqueNames
{
    private static readonly string[] NamePath = ["policy"];

    /// <summary>A directory's reading, with all files but one refused that give the same name.</summary>
    /// <param name="holders">By the name of a policy the file that has it in force.</param>
    public static PolicySetReading Settled(this PolicySetReading reading, IReadOnlyDictionary<string, string> holders)
    {
        var owners = reading.Files
            .Where(f => f.Alone.Policy is not null)
            .GroupBy(f => f.Alone.Policy!.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Owner(g.Key, [.. g.Select(f => f.File)], reading.Files, holders), StringComparer.Ordinal);
        ImmutableArray<PolicyFile> files = [.. reading.Files.Select(f => f with { Reading = Read(f, owners) })];
        var before = reading.Files.SelectMany(f => f.Reading.Findings).ToHashSet();
        return reading with
        {
            Set = new PolicySet([.. files.Select(f => f.Reading.Policy).OfType<Policy>()]),
            Files = files,

            // A fault of the defaults is found with each policy, and told once.
            Findings = [.. reading.Findings.Where(f => !before.Contains(f)).Concat(files.SelectMany(f => f.Reading.Findings)).Distinct()],
        };
    }

    private static string Owner(string name, IReadOnlyList<string> givers, ImmutableArray<PolicyFile> files, IReadOnlyDictionary<string, string> holders)
    {
        if (!holders.TryGetValue(name, out var holder) || givers.Contains(holder))
        {
            return holder ?? givers[0];
        }

        // Its holder is gone, is called something else by now, or is broken: then its last good version stays.
        return files.FirstOrDefault(f => f.File == holder) is { Alone.Policy: null } broken && (NameIn(broken) ?? name) == name ? holder : givers[0];
    }

    private static PolicyReading Read(PolicyFile file, Dictionary<string, string> owners)
    {
        if (file.Alone.Policy is not { } policy || owners[policy.Name] is var owner && owner == file.File)
        {
            return file.Alone;
        }

        var finding = file.Alone.Warning(NamePath, new Reason.PolicyNameTaken(owner), new Reason.GiveNameOfItsOwn()) with { Severity = FindingSeverity.Error };
        return file.Alone with { Policy = null, Findings = file.Alone.Findings.Add(finding) };
    }

    private static string? NameIn(PolicyFile file) =>
        (file.Alone.Source as SourceNode.Mapping)?.Entries.FirstOrDefault(e => e.Name.Text == NamePath[0])?.Value is SourceNode.Scalar { Text.Length: > 0 } name ? name.Text : null;
}
