using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Xunit;

namespace Orchestrator.Tests.Core;

public sealed class CaseTransitionsTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly NextStep Immediately = new NextStep.AttemptAt(Now, "due");
    private static readonly NextStep Later = new NextStep.AttemptAt(Now + Duration.FromMinutes(1), "later");
    private static readonly NextStep Deferred = new NextStep.Defer(Now, "limit");
    private static readonly NextStep Over = new NextStep.Close(Disposition.Exhausted, "over");

    // One row for each event; one column for each state before it: none, waiting, ready, calling, closed. "-" means refused.
    private static readonly (CaseEvent Event, string[] After)[] Table =
    [
        (new CaseEvent.Opened(Immediately), ["ready", "-", "-", "-", "-"]),
        (new CaseEvent.Opened(Later), ["waiting", "-", "-", "-", "-"]),
        (new CaseEvent.Opened(Deferred), ["waiting", "-", "-", "-", "-"]),
        (new CaseEvent.Opened(Over), ["closed exhausted", "-", "-", "-", "-"]),
        (new CaseEvent.Due(Immediately), ["-", "ready", "ready", "-", "-"]),
        (new CaseEvent.Due(Later), ["-", "waiting", "waiting", "-", "-"]),
        (new CaseEvent.Due(Deferred), ["-", "waiting", "waiting", "-", "-"]),
        (new CaseEvent.Due(Over), ["-", "closed exhausted", "closed exhausted", "-", "-"]),
        (new CaseEvent.Claimed(), ["-", "-", "calling", "-", "-"]),
        (new CaseEvent.AttemptEnded(Immediately), ["-", "-", "-", "ready", "-"]),
        (new CaseEvent.AttemptEnded(Later), ["-", "-", "-", "waiting", "-"]),
        (new CaseEvent.AttemptEnded(Deferred), ["-", "-", "-", "waiting", "-"]),
        (new CaseEvent.AttemptEnded(Over), ["-", "-", "-", "closed exhausted", "-"]),
        (new CaseEvent.Joined(Immediately), ["-", "ready", "ready", "calling", "-"]),
        (new CaseEvent.Joined(Later), ["-", "waiting", "waiting", "calling", "-"]),
        (new CaseEvent.CalledAgain(), ["-", "closed called_again", "closed called_again", "closed called_again", "-"]),
        (new CaseEvent.CalledByOperator(), ["-", "closed called_by_operator", "closed called_by_operator", "closed called_by_operator", "-"]),
        (new CaseEvent.Withdrawn(), ["-", "closed withdrawn", "closed withdrawn", "closed withdrawn", "-"]),
        (new CaseEvent.CalledNow(), ["-", "ready", "ready", "-", "-"]),
        (new CaseEvent.Postponed(), ["-", "waiting", "waiting", "-", "-"]),
        (new CaseEvent.Expired(), ["-", "closed expired", "closed expired", "-", "-"]),
    ];

    [Fact]
    public void After_EveryStateAndEvent_FollowsTheTable()
    {
        CaseState?[] states = [null, .. Enum.GetValues<CaseState>()];
        foreach (var (happened, after) in Table)
        {
            Assert.Equal(states.Length, after.Length);
            foreach (var (state, expected) in states.Zip(after))
            {
                Assert.Equal((state, happened, expected), (state, happened, Written(CaseTransitions.After(state, happened, Now))));
            }
        }
    }

    [Fact]
    public void Table_HasEveryEvent()
    {
        var events = typeof(CaseEvent).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(CaseEvent)));

        Assert.Empty(events.Except(Table.Select(row => row.Event.GetType())));
    }

    [Fact]
    public void After_ClosedCase_NothingBringsItBack() =>
        Assert.All(Table, row => Assert.IsType<CaseTransition.Refused>(CaseTransitions.After(CaseState.Closed, row.Event, Now)));

    private static string Written(CaseTransition transition) => transition switch
    {
        CaseTransition.To { Disposition: { } disposition } to => $"{Orchestrator.Core.Words.Of(to.State)} {Orchestrator.Core.Words.Of(disposition)}",
        CaseTransition.To to => Orchestrator.Core.Words.Of(to.State),
        _ => "-",
    };
}
