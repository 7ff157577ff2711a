using System.Collections.Immutable;
using Orchestrator.Core.Policies;

namespace Orchestrator.Policies;

/// <summary>Loads the policy files of a directory. Everything that is wrong becomes a finding; nothing is thrown.</summary>
public static class PolicyDirectory
{
    /// <summary>
    /// Reads <c>*.yaml</c> and <c>*.yml</c> in the ordinal order of their names, except the numbers file and hidden files.
    /// The set has the files without errors.
    /// </summary>
    public static PolicySetReading Load(string directory)
    {
        var policies = ImmutableArray.CreateBuilder<Policy>();
        var findings = ImmutableArray.CreateBuilder<PolicyFinding>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Files(directory, findings))
        {
            var file = Path.GetFileName(path);
            var reading = Read(path, file);
            findings.AddRange(reading.Findings);
            if (reading.Policy is not { } policy)
            {
                continue;
            }

            if (files.TryAdd(policy.Name, file))
            {
                policies.Add(policy);
            }
            else
            {
                findings.Add(Finding(
                    file, "policy", policy.Name, $"{files[policy.Name]} has a policy of that name already", "Give each policy a name of its own"));
            }
        }

        return new PolicySetReading(new PolicySet(policies.ToImmutable()), findings.ToImmutable());
    }

    private static PolicyReading Read(string path, string file)
    {
        if (Path.GetFileNameWithoutExtension(file) == "defaults")
        {
            var finding = Finding(
                file, "", "", "defaults.yaml is not supported by this version yet", "Write the values into each policy, and remove the file");
            return new PolicyReading(null, [finding]);
        }

        var (source, version) = YamlFile.Read(path);
        return source.Root is { } root ? PolicyReader.Read(root, version) : new PolicyReading(null, source.Findings);
    }

    private static IEnumerable<string> Files(string directory, ImmutableArray<PolicyFinding>.Builder findings)
    {
        try
        {
            return Directory.GetFiles(directory)
                .Where(p => Path.GetExtension(p) is ".yaml" or ".yml")
                .Where(p => !Path.GetFileName(p).StartsWith('.') && Path.GetFileNameWithoutExtension(p) != "numbers")
                .OrderBy(Path.GetFileName, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Add(Finding(
                directory, "", "", $"the directory cannot be read: {e.Message.TrimEnd('.')}", "Set Orchestrator:Policies to the directory of the policy files"));
            return [];
        }
    }

    private static PolicyFinding Finding(string file, string path, string found, string reason, string suggestion) =>
        new(new Place(file, 1, 1), path, found, reason, suggestion);
}
