using System.Collections.Immutable;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>Loads the policy files of a directory. Everything that is wrong becomes a finding; nothing is thrown.</summary>
public static class PolicyDirectory
{
    /// <summary>
    /// Reads <c>*.yaml</c> and <c>*.yml</c>, also in capitals, in the ordinal order of their names, except the numbers file and hidden files;
    /// each inherits from <c>defaults.yaml</c>. The set has the files without errors.
    /// </summary>
    public static PolicySetReading Load(string directory)
    {
        var findings = new List<PolicyFinding>();
        var paths = Paths(directory, findings);
        var defaults = Defaults(paths, findings);
        return Together(
            paths.Where(p => !IsDefaults(p)).Select(p => (Path.GetFileName(p), YamlFile.Read(p))), defaults, findings);
    }

    /// <summary>Reads texts as if they were the files of a directory, in the order of their names.</summary>
    /// <param name="files">Names and texts of policy files.</param>
    /// <param name="defaultsText">The text of <c>defaults.yaml</c>; empty when there is none.</param>
    public static PolicySetReading Read(IEnumerable<(string Name, string Text)> files, string defaultsText)
    {
        var defaults = DefaultsOf(defaultsText);
        return Together(
            files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => (f.Name, (YamlSource.Parse(f.Text, f.Name), f.Text))), defaults, [.. defaults.Findings]);
    }

    /// <summary>Reads one policy from texts, wherever they are kept.</summary>
    /// <param name="fileName">What findings call the file.</param>
    /// <param name="text">The policy file's text.</param>
    /// <param name="defaultsText">The text of <c>defaults.yaml</c>; empty when there is none.</param>
    public static PolicyReading Read(string fileName, string text, string defaultsText) =>
        DefaultsOf(defaultsText).Read(YamlSource.Parse(text, fileName), text);

    private static PolicySetReading Together(
        IEnumerable<(string Name, (YamlReading Source, string Text) Content)> sources, PolicyDefaults defaults, List<PolicyFinding> findings)
    {
        ImmutableArray<PolicyFile> files = [.. sources.Select(s => new PolicyFile(s.Name, s.Content.Text, defaults.Text, defaults.Read(s.Content.Source, s.Content.Text)))];
        var reading = new PolicySetReading(PolicySet.Empty, [.. findings])
        {
            Files = files,
            Defaults = ReferenceEquals(defaults, PolicyDefaults.None) ? null : new DefaultsFile(defaults.File, defaults.Text, defaults.Findings),
        };
        return reading.Settled(ImmutableDictionary<string, string>.Empty);
    }

    /// <summary>Reads one policy file by itself, with the <c>defaults.yaml</c> beside it.</summary>
    public static PolicyReading LoadFile(string path)
    {
        var (source, text) = YamlFile.Read(path);
        return Defaults(Paths(Path.GetDirectoryName(Path.GetFullPath(path))!, []), []).Read(source, text);
    }

    private static PolicyDefaults DefaultsOf(string text) =>
        text.Length == 0 ? PolicyDefaults.None : PolicyDefaults.Of(YamlSource.Parse(text, PolicyDefaults.FileName), text);

    private static PolicyDefaults Defaults(List<string> paths, List<PolicyFinding> findings)
    {
        var found = paths.Where(IsDefaults).ToList();
        if (found.Count == 0)
        {
            return PolicyDefaults.None;
        }

        var (source, text) = YamlFile.Read(found[0]);
        var defaults = PolicyDefaults.Of(source, text) with { File = Path.GetFileName(found[0]) };
        if (found.Count > 1)
        {
            var second = Finding(Path.GetFileName(found[1]), new Reason.DefaultsThereAlready(Path.GetFileName(found[0])), new Reason.KeepOneDefaults());
            defaults = defaults with { Findings = defaults.Findings.Add(second) };
        }

        findings.AddRange(defaults.Findings);
        return defaults;
    }

    private static List<string> Paths(string directory, List<PolicyFinding> findings)
    {
        if (File.Exists(directory))
        {
            var parent = Path.GetDirectoryName(directory);
            findings.Add(Finding(directory, new Reason.NotADirectory(), new Reason.NameDirectory(string.IsNullOrEmpty(parent) ? "." : parent)));
            return [];
        }

        try
        {
            return
            [
                .. Directory.GetFiles(directory)
                    .Where(p => Path.GetExtension(p).ToUpperInvariant() is ".YAML" or ".YML")
                    .Where(p => !Path.GetFileName(p).StartsWith('.') && Path.GetFileNameWithoutExtension(p) != "numbers")
                    .OrderBy(Path.GetFileName, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Add(Finding(directory, new Reason.DirectoryUnreadable(e.Message.TrimEnd('.')), new Reason.SetPolicyDirectory()));
            return [];
        }
    }

    private static bool IsDefaults(string path) => Path.GetFileNameWithoutExtension(path) == Path.GetFileNameWithoutExtension(PolicyDefaults.FileName);

    private static PolicyFinding Finding(string file, Reason reason, Reason suggestion) => new(new Place(file, 1, 1), "", null, reason, suggestion);
}
