using Orchestrator.Core.Policies;

namespace Orchestrator.Operators;

/// <summary>The operator whom a policy would rather have for a customer than the longest idle one.</summary>
/// <param name="Endpoint">The interface, or null when nobody is known.</param>
/// <param name="Because">What makes him preferred, as a relative clause: <c>who talked with the customer last</c>.</param>
/// <param name="Otherwise">Why nobody is, when nobody is known.</param>
public sealed record OperatorPreference(string? Endpoint, string Because, string Otherwise)
{
    /// <summary>The preference that a pick means, or null when it has none.</summary>
    /// <param name="pick">The policy's.</param>
    /// <param name="lastSpoken">Whoever talked with the customer last on this PBX.</param>
    /// <param name="responsible">Whom <c>numbers.yaml</c> names for the customer's number.</param>
    public static OperatorPreference? Of(OperatorPick pick, string? lastSpoken, string? responsible) => pick switch
    {
        OperatorPick.LastSpoken => new(lastSpoken, "who talked with the customer last", "nobody has talked with the customer"),
        OperatorPick.Responsible => new(responsible, "who is responsible for the customer", "nobody is responsible for the customer"),
        _ => null,
    };
}
