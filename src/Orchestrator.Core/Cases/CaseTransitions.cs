using NodaTime;
using Orchestrator.Core.Planning;

namespace Orchestrator.Core.Cases;

/// <summary>Which state of a case follows which event. The database's guards say the same once more, for races.</summary>
public static class CaseTransitions
{
    private const string UnderWay = "an attempt is under way; its end decides";

    /// <param name="state">The state now; null when there is no case yet.</param>
    /// <param name="happened">The event.</param>
    /// <param name="now">Tells whether a planned attempt is due.</param>
    public static CaseTransition After(CaseState? state, CaseEvent happened, Instant now) => (state, happened) switch
    {
        (null, CaseEvent.Opened opened) => By(opened.Step, now),
        (null, _) => new CaseTransition.Refused("there is no case"),
        (CaseState.Closed, _) => new CaseTransition.Refused("the case is closed"),
        (_, CaseEvent.Opened) => new CaseTransition.Refused("the case is open already"),

        (_, CaseEvent.CalledAgain) => Ended(Disposition.CalledAgain),
        (_, CaseEvent.CalledByOperator) => Ended(Disposition.CalledByOperator),
        (_, CaseEvent.Withdrawn) => Ended(Disposition.Withdrawn),

        (CaseState.Calling, CaseEvent.AttemptEnded ended) => By(ended.Step, now),
        (CaseState.Calling, CaseEvent.Joined) => new CaseTransition.To(CaseState.Calling),
        (CaseState.Calling, _) => new CaseTransition.Refused(UnderWay),

        (_, CaseEvent.Due due) => By(due.Step, now),
        (_, CaseEvent.Joined joined) => By(joined.Step, now),
        (CaseState.Ready, CaseEvent.Claimed) => new CaseTransition.To(CaseState.Calling),
        (CaseState.Waiting, CaseEvent.Claimed) => new CaseTransition.Refused("the case is not ready"),
        (_, CaseEvent.CalledNow) => new CaseTransition.To(CaseState.Ready),
        (_, CaseEvent.Postponed) => new CaseTransition.To(CaseState.Waiting),
        (_, CaseEvent.Expired) => Ended(Disposition.Expired),
        (_, CaseEvent.AttemptEnded) => new CaseTransition.Refused("no attempt is under way"),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Not an event of a case."),
    };

    private static CaseTransition.To By(NextStep step, Instant now) => step switch
    {
        NextStep.AttemptAt attempt when attempt.At <= now => new(CaseState.Ready),
        NextStep.Close close => Ended(close.Disposition),
        _ => new(CaseState.Waiting),
    };

    private static CaseTransition.To Ended(Disposition disposition) => new(CaseState.Closed, disposition);
}
