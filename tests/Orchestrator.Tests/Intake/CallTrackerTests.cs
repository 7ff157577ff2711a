using NodaTime;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Intake;
using Xunit;

namespace Orchestrator.Tests.Intake;

public sealed class CallTrackerTests
{
    private const string Caller = "100.1";
    private const string Agent = "100.2";
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 21, 10, 0);

    private readonly CallTracker tracker = new("pbx1");
    private Instant now = Start;

    [Fact]
    public void HangUp_WhileWaiting_IsAbandonedWithWaitAndPosition()
    {
        Arrive();
        Join("sales", 3);
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 2, Duration.FromSeconds(17)));
        Take(new CallSignal.QueueLeft(Caller, Caller, "sales"));

        var missed = Assert.IsType<CallVerdict.Missed>(Assert.Single(Gone(Caller))).Report;

        Assert.Equal(
            (MissReason.Abandoned, "sales", "74951234567", "79161234567", 2, 17.0),
            (missed.Reason, missed.Queue, missed.Did, missed.CallerNumber, missed.Position, missed.Waited?.TotalSeconds));
        Assert.Equal(0, tracker.Count);
    }

    [Theory]
    [InlineData("0 (Presentation Allowed, Not Screened)", false)]
    [InlineData("32 (Presentation Prohibited, Not Screened)", true)]
    [InlineData("35 (Presentation Prohibited, Network Number)", true)]
    [InlineData("67 (Number Unavailable)", false)]
    [InlineData("x", false)]
    public void Presentation_OfTheCaller_IsReported(string presentation, bool hides)
    {
        Arrive();
        Join("sales");
        Take(Assert.IsType<CallSignal.PresentationSeen>(AmiCallSignals.Read(
            AmiMessage.Parse($"Event: NewCallerid\r\nUniqueid: {Caller}\r\nLinkedid: {Caller}\r\nCID-CallingPres: {presentation}"), "orchestrator")));
        Take(new CallSignal.PresentationSeen(Agent, Caller, IsRestricted: true)); // another's is not the caller's
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(5)));
        Take(new CallSignal.QueueLeft(Caller, Caller, "sales"));
        Gone(Agent);

        Assert.Equal(hides, Missed(Gone(Caller)).HidesNumber);
    }

    [Theory]
    [InlineData("TIMEOUT", MissReason.TimedOut)]
    [InlineData("LEAVEEMPTY", MissReason.NoOperators)]
    public void LeavingTheQueue_WithAStatus_IsMissedForThatReason(string status, MissReason reason)
    {
        Arrive();
        Join("sales");
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(5)));
        Take(new CallSignal.QueueLeft(Caller, Caller, "sales"));
        Take(new CallSignal.QueueStatus(Caller, Caller, status));

        Assert.Equal(reason, Missed(Gone(Caller)).Reason);
    }

    [Theory]
    [InlineData("FULL", MissReason.QueueFull)]
    [InlineData("JOINEMPTY", MissReason.NoOperators)]
    public void NotLetIn_IsMissedInTheQueueThatWasTried(string status, MissReason reason)
    {
        Arrive();
        Take(new CallSignal.QueueTried(Caller, Caller, "sales"));
        Take(new CallSignal.QueueStatus(Caller, Caller, status));

        var missed = Missed(Gone(Caller));

        Assert.Equal((reason, "sales"), (missed.Reason, missed.Queue));
    }

    [Fact]
    public void KeyExit_ThenNobody_IsLeftByKey()
    {
        Arrive();
        Join("sales");
        Take(new CallSignal.QueueLeft(Caller, Caller, "sales"));

        Assert.Equal(MissReason.LeftByKey, Missed(Gone(Caller)).Reason);
    }

    [Fact]
    public void KeyExit_ThenAPerson_IsAnsweredNotMissed()
    {
        Arrive();
        Join("sales");
        Take(new CallSignal.QueueLeft(Caller, Caller, "sales"));
        Talk();

        Assert.Empty(Gone(Agent));
        Assert.Empty(Gone(Caller));
    }

    [Fact]
    public void Redirect_OfAWaitingCallerWhoThenTalks_IsNotMissed()
    {
        // An AMI Redirect tells of an abandon although the caller lives on.
        Arrive();
        Join("sales");
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(5)));
        Take(new CallSignal.QueueLeft(Caller, Caller, "sales"));
        Talk();

        Assert.Empty(Gone(Agent));
        Assert.Empty(Gone(Caller));
    }

    [Fact]
    public void Answered_ThenBackInAQueueAndGone_IsMissedAfterAll()
    {
        Arrive();
        Join("sales");
        Take(new CallSignal.AgentConnected(Caller, Caller));
        Join("support");
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "support", 1, Duration.FromSeconds(9)));

        Assert.Equal("support", Missed(Gone(Caller)).Queue);
    }

    [Fact]
    public void Conversation_IsToldOnce()
    {
        Arrive();
        Join("sales");

        var first = tracker.On(new CallSignal.AgentConnected(Caller, Caller), now, "ami");

        Assert.Equal("79161234567", Assert.IsType<CallVerdict.Answered>(Assert.Single(first)).Report.CallerNumber);
        Assert.Empty(TalkVerdicts());
    }

    [Fact]
    public void Conversation_WithAnotherMember_IsToldToo()
    {
        Arrive();
        Join("sales");

        Assert.Equal("PJSIP/101", Operator(new CallSignal.AgentConnected(Caller, Caller, "PJSIP/101")));
        Assert.Empty(TalkVerdicts()); // the bridge of the same talk
        Assert.Empty(tracker.On(new CallSignal.AgentConnected(Caller, Caller, "PJSIP/101"), now, "ami"));
        Assert.Equal("PJSIP/102", Operator(new CallSignal.AgentConnected(Caller, Caller, "PJSIP/102")));

        string? Operator(CallSignal signal) => Assert.IsType<CallVerdict.Answered>(Assert.Single(tracker.On(signal, now, "ami"))).Report.Operator;
    }

    [Fact]
    public void AloneInABridge_IsNoConversation()
    {
        Arrive();
        Join("sales");
        Assert.Empty(tracker.On(new CallSignal.BridgeEntered(Caller, Caller, "b1"), now, "ami"));

        Assert.Equal(MissReason.Abandoned, Missed(Gone(Caller)).Reason);
    }

    [Fact]
    public void Verdict_WaitsForTheLastChannelOfTheCall()
    {
        Arrive();
        Join("sales");
        Take(new CallSignal.ChannelSeen(Agent, Caller, null, null, null));
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(5)));

        Assert.Empty(Gone(Caller));
        Assert.Single(Gone(Agent));
    }

    [Fact]
    public void Tracked_HangingUpInTheMenu_IsLeftInMenu()
    {
        Arrive();
        Take(new CallSignal.Tracked(Caller, Caller));

        Assert.Equal(MissReason.LeftInMenu, Missed(Gone(Caller)).Reason);
    }

    [Fact]
    public void Tracked_RingingSomebodyInVain_IsUnanswered()
    {
        Arrive();
        Take(new CallSignal.Tracked(Caller, Caller));
        Take(new CallSignal.Dialled(Caller, Caller));

        Assert.Equal(MissReason.Unanswered, Missed(Gone(Caller)).Reason);
    }

    [Fact]
    public void CallWithoutAQueue_ThatNobodyTracks_IsNothing()
    {
        Arrive();

        Assert.Empty(Gone(Caller));
    }

    [Fact]
    public void OwnLegs_AreNoCalls()
    {
        Take(new CallSignal.ChannelSeen("cb-1-operator", "cb-1-operator", "79161234567", null, "s"));
        Take(new CallSignal.ChannelSeen("100.9", "cb-1-operator", "79161234567", null, "s"));

        Assert.Equal(0, tracker.Count);
    }

    [Fact]
    public void ToldTwice_ByEventAndSnapshot_IsOneVisit()
    {
        Arrive();
        Join("sales", 1);
        Join("sales", 1);
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(5)));

        Assert.Single(Gone(Caller));
    }

    [Fact]
    public void AbandonToldTwice_AsACodecMismatchDoes_IsOneMissedCall()
    {
        Arrive();
        Join("sales");
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(5)));
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(5)));

        Assert.Single(Gone(Caller));
    }

    [Fact]
    public void Tracked_AfterItsHangUpWasTold_IsLeftInMenuOnce()
    {
        // Hung up in the hands of the Stasis application: AMI was faster.
        Arrive();
        Assert.Empty(Gone(Caller));
        Take(new CallSignal.ChannelSeen(Caller, Caller, "79161234567", "Maria", "s")); // ARI knows where the caller was last, not what was dialled
        Take(new CallSignal.Tracked(Caller, Caller));

        var missed = Missed(Gone(Caller));
        Assert.Equal((MissReason.LeftInMenu, "74951234567"), (missed.Reason, missed.Did));
        Assert.Empty(Gone(Caller));
        Assert.Equal(0, tracker.Count);
    }

    [Fact]
    public void ClockSetBack_WhileACallerWaits_HeWaitedNoTimeAndIsNotLost()
    {
        Arrive();
        Join("sales");
        now -= Duration.FromMinutes(5);
        Take(new CallSignal.QueueLeft(Caller, Caller, "sales"));

        Assert.Equal(Duration.Zero, Missed(Gone(Caller)).Waited);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ClockSetBack_BeforeAHangUp_HeWaitedNoTimeAndIsNotLost(bool inQueue)
    {
        Arrive();
        Take(new CallSignal.Tracked(Caller, Caller));
        if (inQueue)
            Join("sales");
        now -= Duration.FromMinutes(5);

        Assert.Equal(Duration.Zero, Missed(Gone(Caller)).Waited);
    }

    [Fact]
    public void ClockOfAsteriskSetBack_WhileACallerWaits_HeWaitedNoTimeAndIsNotLost()
    {
        Arrive();
        Join("sales");
        Take(new CallSignal.QueueAbandoned(Caller, Caller, "sales", 1, Duration.FromSeconds(-300)));

        Assert.Equal(Duration.Zero, Missed(Gone(Caller)).Waited);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ConsultTransfer_BothQueuesAnswered_NothingIsMissed(bool targetMovesFirst)
    {
        const string Consulting = "200.1";
        const string Target = "200.2";
        Arrive();
        Join("sales");
        Take(new CallSignal.AgentConnected(Caller, Caller, "PJSIP/101"));
        Take(new CallSignal.ChannelSeen(Consulting, Consulting, "101", "Ann", "support"));
        Take(new CallSignal.QueueJoined(Consulting, Consulting, "support", 1));
        Take(new CallSignal.QueueLeft(Consulting, Consulting, "support"));
        Take(new CallSignal.ChannelSeen(Target, Consulting, null, null, null));
        Take(new CallSignal.AgentConnected(Consulting, Consulting, "PJSIP/201"));

        string[] order = targetMovesFirst ? [Target, Consulting] : [Consulting, Target];
        foreach (var channel in order)
            Take(new CallSignal.BridgeLeft(channel, Caller, "b2"));

        Assert.Empty(Gone(Consulting));
        Assert.Empty(Gone(Target));
        Assert.Empty(Gone(Caller));
    }

    [Fact]
    public void ConsultTransfer_IntoAQueueThatNobodyAnswers_IsMissedThere()
    {
        const string Consulting = "200.1";
        Arrive();
        Join("sales");
        Take(new CallSignal.AgentConnected(Caller, Caller, "PJSIP/101"));
        Take(new CallSignal.ChannelSeen(Consulting, Consulting, "101", "Ann", "support"));
        Take(new CallSignal.QueueJoined(Consulting, Consulting, "support", 1));
        Take(new CallSignal.QueueAbandoned(Consulting, Caller, "support", 1, Duration.FromSeconds(9))); // a masquerade: the caller stands there now

        Assert.Empty(Gone(Consulting));
        var missed = Missed(Gone(Caller));
        Assert.Equal(("support", MissReason.Abandoned), (missed.Queue, missed.Reason));
    }

    [Fact]
    public void Transfer_GivingAChannelTheOlderCallsName_MovesItThere()
    {
        Arrive();
        Take(new CallSignal.ChannelSeen("200.1", "200.1", "79169999999", null, "s"));
        Take(new CallSignal.ChannelSeen("200.1", Caller, null, null, null));

        Assert.Equal(1, tracker.Count);
        Assert.Equal(Caller, tracker.CallOf("200.1"));
    }

    private void Arrive() => Take(new CallSignal.ChannelSeen(Caller, Caller, "79161234567", "Maria", "74951234567"));

    private void Join(string queue, int position = 1) => Take(new CallSignal.QueueJoined(Caller, Caller, queue, position));

    private void Talk() => Assert.NotEmpty(TalkVerdicts());

    private IEnumerable<CallVerdict> TalkVerdicts()
    {
        Take(new CallSignal.ChannelSeen(Agent, Caller, null, null, null));
        return
        [
            .. tracker.On(new CallSignal.BridgeEntered(Agent, Caller, "b1"), now, "ami"),
            .. tracker.On(new CallSignal.BridgeEntered(Caller, Caller, "b1"), now, "ami"),
        ];
    }

    private void Take(CallSignal signal)
    {
        now += Duration.FromSeconds(1);
        _ = tracker.On(signal, now, "ami");
    }

    private IReadOnlyList<CallVerdict> Gone(string channel) => [.. tracker.On(new CallSignal.ChannelGone(channel, Caller), now, "ami")];

    private static MissedCallReport Missed(IEnumerable<CallVerdict> verdicts) => Assert.IsType<CallVerdict.Missed>(Assert.Single(verdicts)).Report;
}
