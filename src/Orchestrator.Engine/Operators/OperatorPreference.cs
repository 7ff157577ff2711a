using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Operators;

/// <summary>The operator whom a policy would rather have for a customer than the longest idle one.</summary>
/// <param name="Endpoint">The interface, or null when nobody is known.</param>
/// <param name="Because">What makes them preferred.</param>
/// <param name="Otherwise">Why nobody is, when nobody is known.</param>
public sealed record OperatorPreference(string? Endpoint, Reason Because, Reason Otherwise)
{
    /// <summary>The preference that a pick means, or null when it has none.</summary>
    /// <param name="pick">The policy's.</param>
    /// <param name="lastSpoken">Whoever talked with the customer last on this PBX.</param>
    /// <param name="responsible">Whom <c>numbers.yaml</c> names for the customer's number.</param>
    public static OperatorPreference? Of(OperatorPick pick, string? lastSpoken, string? responsible) => pick switch
    {
        OperatorPick.LastSpoken => new(lastSpoken, new Reason.SpokeLast(), new Reason.NobodySpoke()),
        OperatorPick.Responsible => new(responsible, new Reason.IsResponsible(), new Reason.NobodyResponsible()),
        _ => null,
    };
}
