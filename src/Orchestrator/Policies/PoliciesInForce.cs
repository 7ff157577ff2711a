using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;

namespace Orchestrator.Policies;

/// <summary>The policies and number rules that decisions are made by, as loaded at the start.</summary>
/// <param name="Set">The policies, in the order of their files.</param>
/// <param name="Numbers">The number rules.</param>
public sealed record PoliciesInForce(PolicySet Set, NumberPlan Numbers);
