
namespace Orchestrator.Core.Policies;

/// <summary>A week of opening hours, in the policy's zone.</summary>
public sealed record OpeningHours
{
    /// <summary>No limit: <c>hours: always</c>.</summary>
    public static OpeningHours Always { get; } = new();
}
