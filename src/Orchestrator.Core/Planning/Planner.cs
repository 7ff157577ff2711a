using NodaTime;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Planning;

/// <summary>Turns a policy and a case's history into the case's next step. Pure: the same input gives the same step on every machine.</summary>
public static class Planner
{
    /// <summary>
    /// The next step. An <see cref="NextStep.AttemptAt"/> lies inside opening hours and never before <paramref name="now"/>;
    /// when it equals <paramref name="now"/> the case is ready.
    /// </summary>
    public static NextStep Next(Policy policy, CaseHistory history, Instant now) => throw new NotSupportedException("Not written yet.");
}
