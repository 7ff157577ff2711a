using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;

namespace Orchestrator.Core.Reasons;

/// <content>A case from its opening to its closing: the timeline's own sentences, and what people do to a case.</content>
public abstract partial record Reason
{
    /// <summary>What was missed.</summary>
    public sealed record CallMissed(MissReason Missed, string? Queue, Duration? Waited) : Reason;

    public sealed record CaseOpened(Reason Call, string Policy) : Reason;

    public sealed record CaseOpenedObserved(Reason Call, string Policy) : Reason;

    public sealed record CallJoined(Reason Call) : Reason;

    public sealed record CaseClosed(Disposition Disposition, Reason Why) : Reason
    {
        /// <summary>Where the reason says all by itself, what the case is closed as need not be said in every language.</summary>
        public static Reason As(Disposition disposition, Reason why) =>
            disposition == Disposition.CalledAgain ? new CaseCalledAgain(why)
            : disposition == Disposition.Withdrawn ? new CaseWithdrawn(why)
            : new CaseClosed(disposition, why);
    }

    public sealed record CaseCalledAgain(Reason Why) : Reason;

    public sealed record CaseWithdrawn(Reason Why) : Reason;

    public sealed record ClosesLater(Reason Why) : Reason;

    public sealed record DueNow(Reason Why) : Reason;

    public sealed record NextStepOn(ZonedDateTime At, Reason Why) : Reason;

    /// <param name="Because">What changed.</param>
    /// <param name="Step">The step that follows; null: the case closes, which is told by itself.</param>
    public sealed record Replanned(Reason Because, Reason? Step) : Reason;

    public sealed record WouldHaveCalled(int Attempt, int FreeOperators) : Reason;

    public sealed record WouldHaveCalledSomebody(int Attempt) : Reason;

    public sealed record NotNow(Reason Why) : Reason;

    public sealed record AttemptStarts(int Attempt, string Operators, Reason? Choice) : Reason;

    public sealed record RingingOperator(int Attempt, string Operator) : Reason;

    public sealed record RingingOperators(int Attempt) : Reason;

    public sealed record OperatorPickedUp(string Operator) : Reason;

    public sealed record SomebodyPickedUp : Reason;

    public sealed record DiallingCustomer : Reason;

    public sealed record BothJoined : Reason;

    public sealed record ListeningForMachine : Reason;

    public sealed record TalkRecorded(string Name) : Reason;

    public sealed record TalkNotRecorded(Reason Why) : Reason;

    public sealed record AttemptEnded(int Attempt, Outcome Outcome, Reason Why) : Reason;

    /// <param name="Who">An actor's name, here and below.</param>
    public sealed record CallNowAsked(string Who) : Reason;

    public sealed record PostponedTo(string Who, Instant Until) : Reason;

    public sealed record Noted(string Who, string Words) : Reason;

    public sealed record CallbackAsked(string Who, Instant? NotBefore, string? Operator) : Reason;

    public sealed record WithdrawnBy(string Who, string? Words) : Reason;

    public sealed record CustomerRangIn : Reason;

    public sealed record PolicyNotInForce(string Policy) : Reason;

    public sealed record PolicyNoLongerInForce(string Policy) : Reason;

    public sealed record PolicyBackInForce(string Policy, string Version) : Reason;

    public sealed record PolicyChanged(string Policy, string From, string To) : Reason;

    public sealed record NumberRulesChanged : Reason;

    public sealed record ObservedToTheEnd(int Attempts, Reason? Why) : Reason;
}
