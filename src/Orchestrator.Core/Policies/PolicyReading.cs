using System.Collections.Immutable;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies;

/// <summary>What came of one policy file. <paramref name="Policy"/> is null exactly when a finding is an error.</summary>
public sealed record PolicyReading(Policy? Policy, ImmutableArray<PolicyFinding> Findings)
{
    /// <summary>What was read, with its places: the file's content and what it inherits. Null when the text is not YAML.</summary>
    public SourceNode? Source { get; init; }

    /// <summary>Whether a field is written, be it in <c>defaults.yaml</c>.</summary>
    public bool Says(params IReadOnlyList<string> path) => Find(path, []) is { Node: not SourceNode.Scalar { Text: "" } };

    /// <summary>A warning about a field, at its place, or where it could have been written.</summary>
    /// <param name="path">Names of mappings, and positions in lists.</param>
    /// <param name="reason">What is foolish.</param>
    /// <param name="suggestion">What would be better.</param>
    public PolicyFinding Warning(IReadOnlyList<string> path, Reason reason, Reason suggestion)
    {
        var findings = new List<PolicyFinding>();
        Find(path, findings)?.Warn(reason, suggestion);
        return findings.Count > 0 ? findings[0] : throw new InvalidOperationException("Nothing was read.");
    }

    private Field? Find(IReadOnlyList<string> path, List<PolicyFinding> findings) =>
        Source is null ? null : FieldPath.Find(new Field(Source, "", findings), path);
}

/// <summary>One file of a directory, read.</summary>
/// <param name="File">Its name without the directory.</param>
/// <param name="Text">Its text; empty when it could not be read.</param>
/// <param name="Defaults">The text of <c>defaults.yaml</c> that it was read with; empty when there is none.</param>
/// <param name="Reading">What came of it.</param>
public sealed record PolicyFile(string File, string Text, string Defaults, PolicyReading Reading)
{
    /// <summary>What came of it by itself, whatever names other files give.</summary>
    public PolicyReading Alone { get; init; } = Reading;
}

/// <summary>The file that all policies of a directory inherit from.</summary>
/// <param name="File">Its name without the directory.</param>
/// <param name="Text">Its text; empty when it could not be read.</param>
public sealed record DefaultsFile(string File, string Text, ImmutableArray<PolicyFinding> Findings);

/// <summary>What came of a directory of policy files: the good ones, and every finding of all of them.</summary>
public sealed record PolicySetReading(PolicySet Set, ImmutableArray<PolicyFinding> Findings)
{
    /// <summary>Every policy file in the order of the names, good or not.</summary>
    public ImmutableArray<PolicyFile> Files { get; init; } = [];

    /// <summary>The file that all inherit from; null when there is none.</summary>
    public DefaultsFile? Defaults { get; init; }

    /// <summary>At least one file was not taken.</summary>
    public bool HasErrors => Findings.Any(f => f.Severity == FindingSeverity.Error);
}
