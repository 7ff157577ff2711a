using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.Casework;

/// <summary>The port to the operators: what an observed attempt would have found.</summary>
public interface IFreeOperators
{
    /// <summary>How many could take a callback now; null when nobody knows.</summary>
    int? Count(string pbx, OperatorRules rules);
}
