using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>The number guard's answer: a closed set.</summary>
public abstract record GuardVerdict
{
    private GuardVerdict()
    {
    }

    public sealed record Allowed : GuardVerdict;

    /// <summary>Not to be dialled.</summary>
    /// <param name="Rule">Names the rule: <c>own</c>, <c>do_not_call</c>, <c>deny +7803*</c>, <c>unknown</c>, <c>allow</c>, <c>kinds premium_rate</c> or <c>round_trip</c>.</param>
    public sealed record Refused(string Rule, Reason Why) : GuardVerdict;
}
