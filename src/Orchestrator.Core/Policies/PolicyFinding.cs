using System.Collections.Immutable;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies;

/// <summary>How bad a finding is. A file with an error is not taken; a warning is only reported.</summary>
public enum FindingSeverity
{
    Warning,
    Error,
}

/// <summary>One thing that is wrong with a policy file or a numbers file.</summary>
/// <param name="Path">The field, for example <c>retry.busy.after[1]</c>; empty for the file as a whole.</param>
/// <param name="Found">What is written there, shortened; null: nothing.</param>
/// <param name="Reason">Why that is wrong.</param>
/// <param name="Suggestion">What would be right.</param>
public sealed record PolicyFinding(
    Place Place,
    string Path,
    Reason? Found,
    Reason Reason,
    Reason Suggestion,
    FindingSeverity Severity = FindingSeverity.Error)
{
    private const int MostShown = 60;

    public string File => Place.File;

    public int Line => Place.Line;

    public int Column => Place.Column;

    /// <summary>What a file says, as far as a finding shows it.</summary>
    public static string Shortened(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";

    /// <summary>A piece of a file, as a finding has it.</summary>
    public static Reason? Shown(string text) => text.Length == 0 ? null : new Reason.Quoted(Shortened(text));

    /// <summary>By file, line and column.</summary>
    public static ImmutableArray<PolicyFinding> InOrder(IReadOnlyCollection<PolicyFinding> findings) =>
        [.. findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)];

    /// <summary>One line as compilers write it: <c>10-sales.yaml:12:10: error: retry.busy.after[1]: …</c>.</summary>
    public Reason AsLine() => new Reason.FindingAt(File, Line, Column, Severity, Path.Length == 0 ? null : Path, Reason, Found, Suggestion);

    /// <inheritdoc/>
    public override string ToString() => AsLine().ToString();
}
