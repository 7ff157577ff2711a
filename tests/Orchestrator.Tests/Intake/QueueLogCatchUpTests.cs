using NodaTime;
using NodaTime.Testing;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Intake;
using Xunit;

namespace Orchestrator.Tests.Intake;

/// <summary>What queue_log tells of a gap, joined with what was known before it.</summary>
public sealed class QueueLogCatchUpTests
{
    private const string Caller = "100.1";

    // The link is down from second 0 on, for ten minutes.
    private static readonly Instant Gap = Instant.FromUtc(2026, 11, 21, 10, 0);
    private static readonly Instant Back = Gap + Duration.FromMinutes(10);

    private readonly IntakeQueue found = new();
    private readonly FakeClock clock = new(Gap);
    private readonly CallWatch watch;
    private readonly List<QueueLogEntry> log = [];
    private readonly List<CoreShowChannel> live = [];

    public QueueLogCatchUpTests()
    {
        watch = new CallWatch("pbx1", "orchestrator", found, clock);
        Snapshot();
    }

    [Theory]
    [InlineData(QueueLogEvent.Abandoned, MissReason.Abandoned)]
    [InlineData(QueueLogEvent.Withdrawn, MissReason.Abandoned)]
    [InlineData(QueueLogEvent.TimedOut, MissReason.TimedOut)]
    [InlineData(QueueLogEvent.Emptied, MissReason.NoOperators)]
    [InlineData(QueueLogEvent.LeftByKey, MissReason.LeftByKey)]
    public void CameAndWentInTheGap_IsMissedAtItsOwnTimeWithItsDetails(QueueLogEvent exit, MissReason reason)
    {
        Enter(10);
        Tell(10, QueueLogEvent.Did, did: "74951234567");
        Tell(42, exit, waited: 32, position: 2);

        var missed = Assert.IsType<CallVerdict.Missed>(Assert.Single(CatchUp())).Report;

        Assert.Equal((Caller, Gap + Duration.FromSeconds(42), reason, "sales", "+79161234567"), (missed.CallId, missed.At, missed.Reason, missed.Queue, missed.CallerNumber));
        Assert.Equal((32.0, "74951234567"), (missed.Waited?.TotalSeconds, missed.Did));
        Assert.Equal(["queue_log"], missed.SeenBy);
        Assert.Equal(0, watch.Count);
    }

    [Fact]
    public void WaitedBeforeTheGapAndGaveUpInIt_IsAbandonedOnceWithTheTrueWait()
    {
        Live(-20, new CallSignal.ChannelSeen(Caller, Caller, "+79161234567", "Anna", "74951234567"));
        Live(-20, new CallSignal.QueueJoined(Caller, Caller, "sales", 3));
        Enter(-20);
        Tell(30, QueueLogEvent.Abandoned, waited: 50, position: 1);

        var missed = Assert.IsType<CallVerdict.Missed>(Assert.Single(CatchUp())).Report;

        Assert.Equal((MissReason.Abandoned, 50.0, 1, "Anna", "74951234567"), (missed.Reason, missed.Waited?.TotalSeconds, missed.Position, missed.CallerName, missed.Did));
    }

    [Fact]
    public void AnsweredInTheGap_IsNotMissed()
    {
        Enter(-20);
        Tell(5, QueueLogEvent.Connected, waited: 25, agent: "PJSIP/101");
        Tell(65, QueueLogEvent.Completed);

        var answered = Assert.IsType<CallVerdict.Answered>(Assert.Single(CatchUp())).Report;

        Assert.Equal(("+79161234567", "PJSIP/101", Gap + Duration.FromSeconds(5)), (answered.CallerNumber, answered.Operator, answered.At));
        Assert.Equal(0, watch.Count);
    }

    [Fact]
    public void AnsweredByAMemberOfAnotherName_IsAnsweredBySomebody()
    {
        Enter(-20);
        Tell(5, QueueLogEvent.Connected, waited: 25, agent: "Anna"); // a name, not what can be dialled

        Assert.Null(Assert.IsType<CallVerdict.Answered>(Assert.Single(CatchUp())).Report.Operator);
    }

    [Fact]
    public void OverBeforeTheGap_IsNotToldAgain()
    {
        Enter(-60);
        Tell(-30, QueueLogEvent.LeftByKey, waited: 30); // and met somebody outside of the queue

        Assert.Empty(CatchUp());
    }

    [Fact]
    public void SeenLiveJustBeforeTheGap_IsNotAnotherVisit()
    {
        Live(-31, new CallSignal.ChannelSeen(Caller, Caller, "+79161234567", null, "74951234567"));
        Live(-31, new CallSignal.QueueJoined(Caller, Caller, "sales", 1));
        Live(-1, new CallSignal.QueueLeft(Caller, Caller, "sales"));
        Live(-1, new CallSignal.AgentConnected(Caller, Caller, "PJSIP/101"));
        Lives(Caller);
        Enter(-31);
        Tell(-1, QueueLogEvent.Connected, waited: 30, agent: "PJSIP/101");

        Found();

        Assert.Empty(CatchUp());
        Live(700, new CallSignal.ChannelGone(Caller, Caller));
        Assert.Empty(Found());
    }

    [Fact]
    public void StillWaiting_GoesOn()
    {
        Lives(Caller);
        Enter(10);

        Assert.Empty(CatchUp());
        Assert.Equal(1, watch.Count);
    }

    [Fact]
    public void SecondQueueAnswers_IsNotMissed()
    {
        Enter(10);
        Tell(40, QueueLogEvent.TimedOut, waited: 30);
        Enter(41, "support");
        Tell(50, QueueLogEvent.Connected, "support", waited: 9);

        Assert.IsType<CallVerdict.Answered>(Assert.Single(CatchUp()));
    }

    [Fact]
    public void AsteriskStartedAnew_LosesWhoeverWaited_AtTheLatestSignOfLifeBefore()
    {
        Enter(10);
        Tell(25, QueueLogEvent.Other, call: "100.9");
        log.Add(new QueueLogEntry(At(60), QueueLogEvent.Started, "NONE", "NONE"));

        var missed = Assert.IsType<CallVerdict.Missed>(Assert.Single(CatchUp())).Report;

        Assert.Equal((MissReason.Abandoned, Gap + Duration.FromSeconds(25), 15.0), (missed.Reason, missed.At, missed.Waited?.TotalSeconds));
    }

    [Fact]
    public void AsteriskStartedAnew_LosesWhoeverHadWaitedLong()
    {
        Enter(-600);
        log.Add(new QueueLogEntry(At(60), QueueLogEvent.Started, "NONE", "NONE"));

        var missed = Assert.IsType<CallVerdict.Missed>(Assert.Single(CatchUp())).Report;

        Assert.Equal((MissReason.Abandoned, Gap - Duration.FromSeconds(600)), (missed.Reason, missed.At)); // the latest sign of life in the log
    }

    [Fact]
    public void ClocksThatDiffer_AreSetRight()
    {
        Enter(10 - 3600);
        Tell(42 - 3600, QueueLogEvent.Abandoned, waited: 32);

        var missed = Assert.IsType<CallVerdict.Missed>(Assert.Single(CatchUp(ahead: Duration.FromHours(1)))).Report;

        Assert.Equal(Gap + Duration.FromSeconds(42), missed.At);
    }

    [Fact]
    public void CallConcludedBeforeTheGap_IsNotToldAgainUnderAnotherName()
    {
        // The call is the operator's who took it first and sent it on into the queue: its linkedid is another channel's.
        Live(-40, new CallSignal.ChannelSeen("90.1", "90.1", "+79160000001", null, null));
        Live(-30, new CallSignal.QueueJoined(Caller, "90.1", "sales", 1));
        Live(-30, new CallSignal.ChannelGone("90.1", "90.1"));
        Live(-2, new CallSignal.QueueAbandoned(Caller, "90.1", "sales", 1, Duration.FromSeconds(28)));
        Live(-2, new CallSignal.ChannelGone(Caller, "90.1"));
        Assert.Equal("90.1", Assert.Single(Missed(Found())).CallId);
        Enter(-30);
        Tell(-2, QueueLogEvent.Abandoned, waited: 28);

        Assert.Empty(CatchUp());
    }

    [Fact]
    public void MissedAndThenAnsweredInTheGap_IsToldInThatOrder()
    {
        Enter(10);
        Tell(20, QueueLogEvent.Abandoned, waited: 10);
        Enter(60, call: "100.2");
        Tell(70, QueueLogEvent.Connected, waited: 10, call: "100.2");

        Assert.Collection(CatchUp(), v => Assert.IsType<CallVerdict.Missed>(v), v => Assert.IsType<CallVerdict.Answered>(v));
    }

    [Fact]
    public void PlaceGivenToAnotherChannel_IsOneCall()
    {
        Enter(10);
        Tell(40, QueueLogEvent.Abandoned, waited: 30, call: "100.7"); // an attended transfer gave the caller's place to that channel

        Assert.Equal("+79161234567", Assert.Single(Missed(CatchUp())).CallerNumber);
    }

    [Fact]
    public void EndedBetweenTheLogAndTheSnapshot_IsAsTheEventsTellIt()
    {
        Enter(599); // waits, for all that the log tells
        Take(hears: () =>
        {
            Live(600, new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(1)));
            Live(600, new CallSignal.QueueLeft(Caller, Caller, "sales", 1));
            Live(600, new CallSignal.ChannelGone(Caller, Caller));
        });

        var missed = Assert.Single(Missed(Found()));
        Assert.Equal((MissReason.Abandoned, 1.0, Back), (missed.Reason, missed.Waited?.TotalSeconds, missed.At));
    }

    [Fact]
    public void LinkThatNeverWasThere_AsksForNoHistory()
    {
        var first = new CallWatch("pbx1", "orchestrator", found, clock);

        Assert.Null(first.DeafSince);
    }

    [Fact]
    public void KnownOverARestart_IsJoinedWithTheLog()
    {
        Live(-20, new CallSignal.ChannelSeen(Caller, Caller, "+79161234567", "Anna", "74951234567"));
        Live(-20, new CallSignal.QueueJoined(Caller, Caller, "sales", 3));
        clock.Reset(Gap);
        var kept = watch.Known;
        var after = new CallWatch("pbx1", "orchestrator", found, clock);
        after.Restore(kept);
        Enter(-20);
        Tell(30, QueueLogEvent.Abandoned, waited: 50, position: 1);

        Assert.Equal(Gap, after.DeafSince);

        var missed = Assert.Single(Missed(CatchUp(after)));
        Assert.Equal(("Anna", "74951234567", 50.0, Gap + Duration.FromSeconds(30)), (missed.CallerName, missed.Did, missed.Waited?.TotalSeconds, missed.At));
    }

    private static List<MissedCallReport> Missed(IEnumerable<CallVerdict> verdicts) => [.. verdicts.OfType<CallVerdict.Missed>().Select(m => m.Report)];

    private static long At(int second) => Gap.ToUnixTimeSeconds() + second;

    private void Enter(int second, string queue = "sales", string call = Caller) =>
        log.Add(new QueueLogEntry(At(second), QueueLogEvent.Entered, call, queue) { Caller = "+79161234567", Position = 1 });

    private void Tell(int second, QueueLogEvent what, string queue = "sales", int? waited = null, int? position = null, string? did = null, string? agent = null, string call = Caller) =>
        log.Add(new QueueLogEntry(At(second), what, call, queue) { Waited = waited, Position = position, Did = did, Agent = agent });

    private void Lives(string channel) => live.Add(new CoreShowChannel(new AmiChannel { Channel = $"PJSIP/trunk-{channel}", Uniqueid = channel, Linkedid = channel }, null, null, null, null));

    private void Live(int second, CallSignal signal)
    {
        clock.Reset(Gap + Duration.FromSeconds(second));
        watch.Tell(signal);
    }

    private List<CallVerdict> CatchUp(CallWatch? other = null, Duration? ahead = null)
    {
        Take(other, ahead);
        return Found();
    }

    /// <param name="hears">What the stream told between the login and the snapshot.</param>
    private void Take(CallWatch? other = null, Duration? ahead = null, Action? hears = null)
    {
        var taker = other ?? watch;
        taker.AmiLost(Gap);
        clock.Reset(Back);
        taker.CatchUp(taker.DeafSince!.Value, ahead ?? Duration.Zero, QueueLogStays.Of(log));
        Snapshot(taker, hears);
    }

    private void Snapshot(CallWatch? other = null, Action? hears = null)
    {
        var taker = other ?? watch;
        var known = taker.Channels();
        taker.AmiConnected(known, live, [], []);
        hears?.Invoke();
        taker.AmiCaughtUp();
    }

    private List<CallVerdict> Found()
    {
        var all = new List<CallVerdict>();
        while (found.Reader.TryRead(out var pending))
        {
            all.Add(pending.Verdict);
        }

        return all;
    }
}
