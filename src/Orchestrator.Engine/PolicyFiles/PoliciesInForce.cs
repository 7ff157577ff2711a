using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>
/// Holds the policies and number rules that decisions are made by. They are swapped as a whole when a file changes:
/// whoever needs more than one thing of them for a decision takes <see cref="Current"/> once.
/// </summary>
public sealed class PoliciesInForce(PolicySnapshot first)
{
    private volatile PolicySnapshot current = first;

    /// <summary>Policies that no file is behind; for commands and tests.</summary>
    public PoliciesInForce(PolicySet set, NumberPlan numbers)
        : this(PolicySnapshot.Of(set, numbers))
    {
    }

    public PolicySnapshot Current => current;

    public PolicySet Set => current.Set;

    public NumberPlan Numbers => current.Numbers;

    internal void Swap(PolicySnapshot next) => current = next;
}
