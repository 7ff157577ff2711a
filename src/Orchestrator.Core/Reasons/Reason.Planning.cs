using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Reasons;

/// <content>What the planner says: which rule wants a step, what moved it, and why a case is over.</content>
public abstract partial record Reason
{
    public sealed record TheyTalked : Reason;

    /// <param name="Evidence">What the network said.</param>
    /// <param name="Times">How often it said so; null: once is enough.</param>
    public sealed record NumberInvalid(Reason Evidence, int? Times) : Reason;

    public sealed record NoneAnswered(int Attempts) : Reason;

    public sealed record RetriedEnough(Outcome Outcome, int Retries) : Reason;

    /// <param name="Span">The policy's <c>give_up_after</c>.</param>
    /// <param name="Next">The step that would have come too late.</param>
    public sealed record GivenUp(Duration Span, Reason? Next) : Reason;

    public sealed record PolicyIsOff(string Policy) : Reason;

    public sealed record AskedForNow : Reason;

    public sealed record FirstAttempt(Duration Delay) : Reason;

    public sealed record RangInAgain(LocalTime At, Duration Delay) : Reason;

    public sealed record Retry(Outcome Outcome, int Number, Duration Delay) : Reason;

    public sealed record ToBeConfirmed(Outcome Outcome, Reason Evidence, int Count, int Needed, Duration Delay) : Reason;

    public sealed record AtAnotherTime(Outcome Outcome, LocalTime At, Reason Choice) : Reason;

    /// <param name="Time">The time of day.</param>
    /// <param name="Zone">The policy's.</param>
    /// <param name="Day">Null: today.</param>
    public sealed record NextDaypart(LocalTime Time, DateTimeZone Zone, IsoDayOfWeek? Day) : Reason;

    /// <inheritdoc cref="NextDaypart"/>
    public sealed record DaypartAgain(LocalTime Time, DateTimeZone Zone, IsoDayOfWeek? Day) : Reason;

    public sealed record NoDaypartUsable : Reason;

    public sealed record NoDaypartInTime : Reason;

    public sealed record NotBeforeAsked(NearTime At) : Reason;

    public sealed record MovedToOpening(Reason From, NearTime To) : Reason;

    public sealed record NextIsFree(Reason From, NearTime At) : Reason;

    public sealed record MovedTo(Reason From, NearTime To) : Reason;

    public sealed record AndSoOn(NearTime Until) : Reason;

    public sealed record ClosedThen : Reason;

    public sealed record ClosedOn(DaySpan Days) : Reason;

    public sealed record SpecialHours(DaySpan? Days) : Reason;

    /// <param name="Window">The window.</param>
    /// <param name="Zone">The customer's, where it is not the policy's.</param>
    public sealed record QuietHours(DailyWindow Window, DateTimeZone? Zone) : Reason;

    public sealed record BusyHours(DailyWindow Window) : Reason;

    public sealed record CalledOften(int Calls) : Reason;

    public sealed record DaypartPassedOver(LocalTime Time, Reason Why) : Reason;

    public sealed record MissedAtThatTime : Reason;

    public sealed record ExplanationAssumes(Duration OperatorRing, Duration CustomerRing) : Reason;
}
