using NodaTime;
using Orchestrator.Core.Calls;
using Orchestrator.Intake;
using Xunit;

namespace Orchestrator.Tests.Intake;

/// <summary>Calls as AMI and ARI tell them, in the orders that were seen on a real Asterisk.</summary>
public sealed class CallTrackerTests
{
    private const string Call = "1.1";

    private readonly CallTracker tracker = new("pbx1");
    private Instant now = Instant.FromUtc(2026, 11, 21, 12, 0);

    private static CallSignal Arrives => new CallSignal.ChannelSeen(Call, Call, "79161234567", "Anna", "100");

    private static CallSignal Joins => new CallSignal.QueueJoined(Call, Call, "sales", 1);

    private static CallSignal Abandons => new CallSignal.QueueAbandoned(Call, Call, "sales", 1, Duration.FromSeconds(5));

    private static CallSignal Leaves => new CallSignal.QueueLeft(Call, Call, "sales");

    private static CallSignal HangsUp => new CallSignal.ChannelGone(Call, Call);

    [Fact]
    public void On_HangUpInQueue_IsAbandonedOnceTheChannelIsGone()
    {
        Assert.Empty(Feed(Arrives, Joins, Abandons, Leaves));

        var missed = Missed(Feed(HangsUp));
        Assert.Equal((MissReason.Abandoned, "sales", "100", "79161234567", 1), (missed.Reason, missed.Queue, missed.Did, missed.CallerNumber, missed.Position));
        Assert.Equal(Duration.FromSeconds(5), missed.Waited);
        Assert.Equal(0, tracker.Count);
    }

    [Theory]
    [InlineData("TIMEOUT", MissReason.TimedOut)]
    [InlineData("LEAVEEMPTY", MissReason.NoOperators)]
    [InlineData("WITHDRAW", MissReason.Abandoned)]
    public void On_AbandonWithAStatus_TheStatusIsMorePrecise(string status, MissReason reason) =>
        Assert.Equal(reason, Missed(Feed(Arrives, Joins, Abandons, Leaves, new CallSignal.QueueStatus(Call, Call, status), HangsUp)).Reason);

    [Theory]
    [InlineData("FULL", MissReason.QueueFull)]
    [InlineData("JOINEMPTY", MissReason.NoOperators)]
    public void On_NotLetIn_IsMissedInTheQueueTried(string status, MissReason reason)
    {
        var missed = Missed(Feed(Arrives, new CallSignal.QueueTried(Call, Call, "sales"), new CallSignal.QueueStatus(Call, Call, status), HangsUp));

        Assert.Equal((reason, "sales"), (missed.Reason, missed.Queue));
    }

    [Fact]
    public void On_LeavesWithoutAbandon_IsLeftByKey() => Assert.Equal(MissReason.LeftByKey, Missed(Feed(Arrives, Joins, Leaves, HangsUp)).Reason);

    [Fact]
    public void On_RedirectedWhileWaiting_ThenAnswered_IsNotMissed()
    {
        // AMI Redirect: a false abandon, and no hang-up.
        var verdicts = Feed(
            Arrives, Joins, Abandons, Leaves, new CallSignal.ChannelSeen("1.2", Call, null, null, null),
            new CallSignal.BridgeEntered("1.2", Call, "b"), new CallSignal.BridgeEntered(Call, Call, "b"), new CallSignal.ChannelGone("1.2", Call), HangsUp);

        Assert.IsType<CallVerdict.Answered>(Assert.Single(verdicts));
    }

    [Fact]
    public void On_AnsweredThenQueuedAgainAndLost_IsMissed()
    {
        var verdicts = Feed(Arrives, Joins, Leaves, new CallSignal.AgentConnected(Call, Call), Joins, Abandons, Leaves, HangsUp);

        Assert.Collection(verdicts, v => Assert.IsType<CallVerdict.Answered>(v), v => Assert.IsType<CallVerdict.Missed>(v));
    }

    [Fact]
    public void On_TrackedAndGoneBeforeTheQueue_IsLeftInMenu()
    {
        var verdicts = Feed(Arrives, new CallSignal.Tracked(Call, Call), HangsUp);

        Assert.Equal(MissReason.LeftInMenu, Missed(verdicts).Reason);
    }

    [Fact]
    public void On_TrackedAfterItsHangUpWasTold_IsLeftInMenuOnce()
    {
        // Hung up in the hands of the Stasis application: AMI was faster.
        Assert.Empty(Feed(Arrives, HangsUp));

        var late = new CallSignal.ChannelSeen(Call, Call, "79161234567", "Anna", "s");
        var missed = Missed(Feed(late, new CallSignal.Tracked(Call, Call), HangsUp, HangsUp));
        Assert.Equal((MissReason.LeftInMenu, "100"), (missed.Reason, missed.Did));
        Assert.Equal(0, tracker.Count);
    }

    [Fact]
    public void On_AbandonToldTwice_IsOneMissedCall() => Missed(Feed(Arrives, Joins, Abandons, Abandons, Leaves, HangsUp));

    [Fact]
    public void On_OwnLegs_AreNoCalls()
    {
        Assert.Empty(Feed(
            new CallSignal.ChannelSeen("cb-1-operator", "cb-1-operator", null, null, null), new CallSignal.QueueJoined("1.3", "cb-1-operator", "sales", 1), new CallSignal.ChannelGone("1.3", "cb-1-operator")));
        Assert.Equal(0, tracker.Count);
    }

    [Fact]
    public void Resync_CallerLastSeenWaitingIsGone_CountsAsMissed()
    {
        Feed(Arrives, Joins);

        var missed = Missed(tracker.Resync([], now + Duration.FromMinutes(1), "ami"));
        Assert.Equal("sales", missed.Queue);
    }

    private static MissedCallReport Missed(IEnumerable<CallVerdict> verdicts) => Assert.IsType<CallVerdict.Missed>(Assert.Single(verdicts)).Report;

    private List<CallVerdict> Feed(params IReadOnlyList<CallSignal> signals)
    {
        var verdicts = new List<CallVerdict>();
        foreach (var signal in signals)
        {
            now += Duration.FromSeconds(1);
            verdicts.AddRange(tracker.On(signal, now, "ami"));
        }

        return verdicts;
    }
}
