using Orchestrator.Core.Policies;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Pbx;

namespace Orchestrator.Engine.Operators;

/// <summary>Counts the free operators of a PBX by its board.</summary>
internal sealed class FreeOperators(OperatorBoards operators) : IFreeOperators
{
    public int? Count(string pbx, OperatorRules rules) =>
        operators.Find(pbx)?.Pool(rules) is { IsKnown: true } pool ? pool.Seats.Count(s => s.Hindrance is null) : null;
}
