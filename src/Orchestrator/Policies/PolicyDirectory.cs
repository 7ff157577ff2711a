using System.Collections.Immutable;
using Orchestrator.Core.Policies;

namespace Orchestrator.Policies;

/// <summary>Loads the policy files of a directory. Everything that is wrong becomes a finding; nothing is thrown.</summary>
public static class PolicyDirectory
{
    /// <summary>
    /// Reads <c>*.yaml</c> and <c>*.yml</c> in the ordinal order of their names, except the numbers file and hidden files;
    /// each inherits from <c>defaults.yaml</c>. The set has the files without errors.
    /// </summary>
    public static PolicySetReading Load(string directory)
    {
        var findings = new List<PolicyFinding>();
        var paths = Paths(directory, findings);
        var defaults = Defaults(paths, findings);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<PolicyFile>();
        foreach (var path in paths.Where(p => !IsDefaults(p)))
        {
            var name = Path.GetFileName(path);
            var (source, text) = YamlFile.Read(path);
            var reading = Unique(defaults.Read(source, text), name, names);
            findings.AddRange(reading.Findings);
            files.Add(new PolicyFile(name, text, defaults.Text, reading));
        }

        // A fault of the defaults is found with each policy, and told once.
        return new PolicySetReading(new PolicySet([.. files.Select(f => f.Reading.Policy).OfType<Policy>()]), [.. findings.Distinct()])
        {
            Files = files.ToImmutable(),
        };
    }

    /// <summary>Reads one policy from texts, wherever they are kept.</summary>
    /// <param name="fileName">What findings call the file.</param>
    /// <param name="text">The policy file's text.</param>
    /// <param name="defaultsText">The text of <c>defaults.yaml</c>; empty when there is none.</param>
    public static PolicyReading Read(string fileName, string text, string defaultsText)
    {
        var defaults = defaultsText.Length == 0
            ? PolicyDefaults.None
            : PolicyDefaults.Of(YamlSource.Parse(defaultsText, PolicyDefaults.FileName), defaultsText);
        return defaults.Read(YamlSource.Parse(text, fileName), text);
    }

    private static PolicyDefaults Defaults(List<string> paths, List<PolicyFinding> findings)
    {
        var found = paths.Where(IsDefaults).ToList();
        if (found.Count == 0)
        {
            return PolicyDefaults.None;
        }

        var (source, text) = YamlFile.Read(found[0]);
        var defaults = PolicyDefaults.Of(source, text);
        if (found.Count > 1)
        {
            var second = Finding(Path.GetFileName(found[1]), "", $"{Path.GetFileName(found[0])} is there already", "Keep one file of defaults");
            defaults = defaults with { Findings = defaults.Findings.Add(second) };
        }

        findings.AddRange(defaults.Findings);
        return defaults;
    }

    /// <summary>Refuses the second policy of one name.</summary>
    private static PolicyReading Unique(PolicyReading reading, string file, Dictionary<string, string> names)
    {
        if (reading.Policy is not { } policy || names.TryAdd(policy.Name, file))
        {
            return reading;
        }

        var finding = Finding(file, policy.Name, $"{names[policy.Name]} has a policy of that name already", "Give each policy a name of its own") with { Path = "policy" };
        return reading with { Policy = null, Findings = reading.Findings.Add(finding) };
    }

    private static List<string> Paths(string directory, List<PolicyFinding> findings)
    {
        try
        {
            return
            [
                .. Directory.GetFiles(directory)
                    .Where(p => Path.GetExtension(p) is ".yaml" or ".yml")
                    .Where(p => !Path.GetFileName(p).StartsWith('.') && Path.GetFileNameWithoutExtension(p) != "numbers")
                    .OrderBy(Path.GetFileName, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Add(Finding(
                directory, "", $"the directory cannot be read: {e.Message.TrimEnd('.')}", "Set Orchestrator:Policies to the directory of the policy files"));
            return [];
        }
    }

    private static bool IsDefaults(string path) => Path.GetFileNameWithoutExtension(path) == Path.GetFileNameWithoutExtension(PolicyDefaults.FileName);

    private static PolicyFinding Finding(string file, string found, string reason, string suggestion) =>
        new(new Place(file, 1, 1), "", found, reason, suggestion);
}
