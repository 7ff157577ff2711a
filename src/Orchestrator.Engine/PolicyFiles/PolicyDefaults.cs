using System.Collections.Immutable;
using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>The fields that all policies of a directory inherit.</summary>
/// <param name="Text">The text of <c>defaults.yaml</c>; empty when there is none.</param>
/// <param name="Root">Its nodes; null when there is none, or when it is not YAML.</param>
internal sealed record PolicyDefaults(string Text, SourceNode? Root, ImmutableArray<PolicyFinding> Findings)
{
    public const string FileName = "defaults.yaml";

    public static PolicyDefaults None { get; } = new("", null, []);

    /// <summary>Its name on the disk.</summary>
    public string File { get; init; } = FileName;

    public static PolicyDefaults Of(YamlReading source, string text) =>
        new(text, source.Root, source.Root is { } root ? PolicyFinding.InOrder([.. source.Findings, .. PolicyReader.CheckDefaults(root)]) : source.Findings);

    /// <summary>
    /// Reads a policy with what it inherits. From broken defaults nothing is inherited and no policy is taken:
    /// a policy without its opening hours, say, would call at night.
    /// </summary>
    public PolicyReading Read(YamlReading source, string text)
    {
        if (source.Root is not { } root || (Root is null && !Findings.IsEmpty))
        {
            return new PolicyReading(null, Findings.AddRange(source.Findings));
        }

        var reading = PolicyReader.Read(root, PolicyVersion.Of(text, Text), Root);
        return Findings.IsEmpty && source.Findings.IsEmpty
            ? reading
            : reading with { Policy = null, Findings = [.. Findings.Union(PolicyFinding.InOrder([.. source.Findings, .. reading.Findings]))] };
    }
}
