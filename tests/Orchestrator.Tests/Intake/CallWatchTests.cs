using System.Collections.Immutable;
using NodaTime;
using NodaTime.Testing;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Intake;
using Xunit;

namespace Orchestrator.Tests.Intake;

/// <summary>What a snapshot after a gap tells of the calls that were going on before it.</summary>
public sealed class CallWatchTests
{
    private const string Caller = "100.1";
    private const string Agent = "100.2";

    private readonly IntakeQueue found = new();
    private readonly FakeClock clock = FakeClock.FromUtc(2026, 11, 21, 10, 0, 0);
    private readonly CallWatch watch;

    public CallWatchTests()
    {
        watch = new CallWatch("pbx1", "orchestrator", found, clock);
        Snapshot();
    }

    [Fact]
    public void WaitingCaller_GoneMeanwhile_IsMissed()
    {
        Wait();
        watch.AmiLost(clock.GetCurrentInstant());

        Snapshot();

        Assert.Equal(("sales", "79161234567"), Assert.Single(Missed()) is var m ? (m.Queue, m.CallerNumber) : default);
        Assert.Equal(0, watch.Count);
    }

    [Fact]
    public void WaitingCaller_AnsweredMeanwhile_IsAnswered_AndNotMissedWhenHeHangsUp()
    {
        Wait();
        watch.AmiLost(clock.GetCurrentInstant());

        Snapshot([Channel(Caller, "b1"), Channel(Agent, "b1")]);
        Hangup(Agent);
        Hangup(Caller);

        Assert.Equal("79161234567", Assert.IsType<CallVerdict.Answered>(Assert.Single(Found())).Report.CallerNumber);
    }

    [Theory]
    [InlineData("holding_bridge")]
    [InlineData(null)]
    public void WaitingCaller_InNoTalkAndNoQueueNow_IsMissedWhenHeHangsUp(string? technology)
    {
        Wait();
        watch.AmiLost(clock.GetCurrentInstant());

        var bridge = technology is null ? null : "b1";
        Snapshot([Channel(Caller, bridge), Channel(Agent, bridge)], bridges: technology is null ? [] : [new BridgeListItem("b1", technology)]);
        clock.AdvanceMinutes(3);
        Hangup(Agent);
        Hangup(Caller);

        var missed = Assert.Single(Missed());
        Assert.Equal((MissReason.LeftByKey, "sales", Duration.Zero), (missed.Reason, missed.Queue, missed.Waited));
    }

    [Fact]
    public void BridgeOfBefore_IsForgotten_WhoComesBackToAQueueIsMissed()
    {
        Wait();
        watch.On(Event("BridgeEnter", Agent, "BridgeUniqueid: b1\r\nBridgeTechnology: simple_bridge"));
        watch.AmiLost(clock.GetCurrentInstant());

        Snapshot([Channel(Caller), Channel(Agent)], [Entry()]);
        watch.On(Event("BridgeEnter", Caller, "BridgeUniqueid: b1\r\nBridgeTechnology: simple_bridge"));
        Hangup(Agent);
        Hangup(Caller);

        Assert.Single(Missed());
    }

    [Fact]
    public void CallerWhoWaitsOn_AndAbandonsThen_IsMissedOnce()
    {
        Wait();
        watch.AmiLost(clock.GetCurrentInstant());

        Snapshot([Channel(Caller)], [Entry()]);
        watch.On(Event("QueueCallerAbandon", Caller, "Queue: sales\r\nPosition: 1\r\nOriginalPosition: 1\r\nHoldTime: 9"));
        Hangup(Caller);

        Assert.Equal((MissReason.Abandoned, 9.0), Assert.Single(Missed()) is var m ? (m.Reason, m.Waited!.Value.TotalSeconds) : default);
    }

    [Fact]
    public void HangUp_StillInTheStreamWhenTheSnapshotIsTaken_TellsWhy()
    {
        Wait();

        Snapshot(caughtUp: false);
        watch.On(Event("QueueCallerAbandon", Caller, "Queue: sales\r\nPosition: 1\r\nOriginalPosition: 1\r\nHoldTime: 9"));
        Hangup(Caller);
        watch.AmiCaughtUp();

        Assert.Equal(MissReason.Abandoned, Assert.Single(Missed()).Reason);
    }

    [Fact]
    public void ChannelSeenAfterTheSnapshotWasAskedFor_IsNotGoneByIt()
    {
        var known = watch.Channels();
        watch.On(Event("Newchannel", Caller));
        watch.AmiConnected(known, [], [], []);
        watch.AmiCaughtUp();

        Assert.Equal(1, watch.Count);
    }

    private static AmiMessage Event(string name, string channel, string more = "") => AmiMessage.Parse(
        $"Event: {name}\r\nPrivilege: call,all\r\nChannel: PJSIP/{channel}\r\nCallerIDNum: 79161234567\r\nUniqueid: {channel}\r\nLinkedid: {Caller}\r\n{more}\r\n");

    private static CoreShowChannel Channel(string id, string? bridge = null) =>
        new(new AmiChannel { Channel = $"PJSIP/{id}", Uniqueid = id, Linkedid = Caller, CallerIdNum = "79161234567" }, bridge, null, null, null);

    private static QueueEntry Entry() => new("sales", $"PJSIP/{Caller}", Caller, 1, TimeSpan.FromSeconds(5), "79161234567", null);

    private void Wait()
    {
        watch.On(Event("Newchannel", Caller));
        watch.On(Event("QueueCallerJoin", Caller, "Queue: sales\r\nPosition: 1\r\nCount: 1"));
    }

    private void Hangup(string channel) => watch.On(Event("Hangup", channel, "Cause: 16"));

    private void Snapshot(
        IReadOnlyList<CoreShowChannel>? channels = null, IReadOnlyList<QueueEntry>? waiting = null, IReadOnlyList<BridgeListItem>? bridges = null, bool caughtUp = true)
    {
        watch.AmiConnected(watch.Channels(), channels ?? [], waiting ?? [], bridges ?? [new BridgeListItem("b1", "simple_bridge")]);
        if (caughtUp)
            watch.AmiCaughtUp();
    }

    private ImmutableArray<CallVerdict> Found()
    {
        var verdicts = ImmutableArray.CreateBuilder<CallVerdict>();
        while (found.Reader.TryRead(out var pending))
            verdicts.Add(pending.Verdict);
        return verdicts.ToImmutable();
    }

    private IEnumerable<MissedCallReport> Missed() => Found().Cast<CallVerdict.Missed>().Select(m => m.Report);
}
