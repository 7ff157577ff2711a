using Orchestrator.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Pbx;

namespace Orchestrator.Operators;

/// <summary>Counts the free operators of a PBX by its board.</summary>
internal sealed class FreeOperators(PbxNodes nodes) : IFreeOperators
{
    public int? Count(string pbx, OperatorRules rules) =>
        nodes.Find(pbx)?.Operators.Pool(rules) is { IsKnown: true } pool ? pool.Seats.Count(s => s.Hindrance is null) : null;
}
