using Orchestrator.Core;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies;

namespace Orchestrator.Web.Api;

/// <summary><c>policy check --json</c>.</summary>
/// <param name="Policies">The names of the files without errors.</param>
/// <param name="Findings">In the order of the files.</param>
public sealed record PolicyCheckAnswer(IReadOnlyList<string> Policies, IReadOnlyList<FindingView> Findings)
{
    /// <summary>With <c>--live</c>: the PBXs that could not be asked, and why.</summary>
    public IReadOnlyList<string> NotAsked { get; init; } = [];
}

/// <summary>A finding, for programs.</summary>
/// <param name="Code">Names the reason, whatever its words.</param>
public sealed record FindingView(string File, int Line, int Column, string Severity, string Path, string Found, string Reason, string Suggestion, string Code)
{
    public static FindingView Of(PolicyFinding f) => new(f.File, f.Line, f.Column, Words.Of(f.Severity), f.Path, f.Found?.ToString() ?? "", f.Reason.ToString(), f.Suggestion.ToString(), f.Reason.Code);
}
