using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;

namespace Orchestrator.Core.Reasons;

/// <content>What came of a job.</content>
public abstract partial record Reason
{
    public sealed record AttemptUnderWay(int Attempt, string? Operators) : Reason;

    public sealed record AttemptCameTo(int Attempt, string? Operators, Outcome Outcome) : Reason;

    public sealed record WouldCallNow : Reason;

    public sealed record PutOff(Reason Why, NearTime Until) : Reason;

    public sealed record ClosedAs(Disposition Disposition, Reason Why) : Reason;

    public sealed record AnotherJobHasCase : Reason;
}
