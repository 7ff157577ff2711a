using Orchestrator.Asterisk.Ami;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ami;

/// <summary>Blocks as Asterisk 22 writes them.</summary>
public sealed class AmiViewTests
{
    private const string Channel =
        "Channel: PJSIP/trunk-1\r\nChannelState: 6\r\nChannelStateDesc: Up\r\nCallerIDNum: +74950000001\r\nCallerIDName: O\\'Brien \\\"x\\\"\r\n"
        + "ConnectedLineNum: <unknown>\r\nConnectedLineName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\nContext: in\r\nExten: s\r\nPriority: 1\r\n"
        + "Uniqueid: 1.1\r\nLinkedid: 1.0\r\n";

    [Fact]
    public void Abandon_IsRead()
    {
        var abandon = QueueCallerAbandon.TryRead(AmiMessage.Parse(
            $"Event: QueueCallerAbandon\r\nPrivilege: agent,all\r\n{Channel}Queue: sales\r\nPosition: 2\r\nOriginalPosition: 3\r\nHoldTime: 17\r\n"));

        Assert.NotNull(abandon);
        Assert.Equal(("sales", 2, 3, TimeSpan.FromSeconds(17)), (abandon.Queue, abandon.Position, abandon.OriginalPosition, abandon.HoldTime));
        Assert.Equal(("1.1", "1.0", "+74950000001"), (abandon.Caller.Uniqueid, abandon.Caller.Linkedid, abandon.Caller.CallerIdNum));
        Assert.Equal("O'Brien \"x\"", abandon.Caller.CallerIdName);
        Assert.Null(abandon.Caller.ConnectedLineNum);
        Assert.Null(abandon.Caller.AccountCode);
    }

    [Theory]
    [InlineData("Event: QueueCallerAbandon\r\nQueue: sales\r\nHoldTime: 17")]
    [InlineData("Event: QueueCallerAbandon\r\nChannel: a\r\nUniqueid: 1\r\nLinkedid: 1\r\nQueue: sales\r\nHoldTime: soon")]
    [InlineData("Event: QueueCallerJoin\r\nChannel: a\r\nUniqueid: 1\r\nLinkedid: 1\r\nQueue: sales\r\nHoldTime: 1")]
    public void TryRead_NeededHeaderMissingOrMalformedOrOtherEvent_IsNull(string block) =>
        Assert.Null(QueueCallerAbandon.TryRead(AmiMessage.Parse(block)));

    [Fact]
    public void Member_FromListAndFromEvent_IsTheSame()
    {
        const string rest = "StateInterface: hint:101@ext-local\r\nPenalty: 1\r\nCallsTaken: 2\r\nLastCall: 1700000000\r\nInCall: 1\r\nStatus: 6\r\nPaused: 1\r\nPausedReason: lunch";
        var fromList = QueueMember.TryRead(AmiMessage.Parse($"Event: QueueMember\r\nQueue: q\r\nName: Ann\r\nLocation: Local/101@from-queue/n\r\n{rest}"));
        var fromEvent = QueueMember.TryRead(AmiMessage.Parse($"Event: QueueMemberStatus\r\nQueue: q\r\nMemberName: Ann\r\nInterface: Local/101@from-queue/n\r\n{rest}"));

        Assert.NotNull(fromList);
        Assert.Equal(fromList, fromEvent);
        Assert.Equal((QueueMemberStatus.Ringing, true, "lunch", true), (fromList.Status, fromList.Paused, fromList.PausedReason, fromList.InCall));
        Assert.Equal("hint:101@ext-local", fromList.StateInterface);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), fromList.LastCall);
    }

    [Fact]
    public void AgentComplete_WithoutIds_IsReadWithoutCaller()
    {
        var complete = AgentComplete.TryRead(AmiMessage.Parse("Event: AgentComplete\r\nQueue: q\r\nInterface: PJSIP/101\r\nTalkTime: 9\r\nReason: agent"));

        Assert.Equal(new AgentComplete(null, "q", "PJSIP/101", TimeSpan.Zero, TimeSpan.FromSeconds(9), "agent"), complete);
    }

    [Fact]
    public void Hangup_TechCauseZero_IsNone()
    {
        Assert.Null(Hangup.TryRead(AmiMessage.Parse($"Event: Hangup\r\n{Channel}Cause: 17\r\nCause-txt: User busy\r\nTechCause: 0"))?.TechCause);
        Assert.Equal(486, Hangup.TryRead(AmiMessage.Parse($"Event: Hangup\r\n{Channel}Cause: 17\r\nTechCause: 486"))?.TechCause);
    }

    [Fact]
    public void QueueEntry_UnknownCaller_IsNull()
    {
        var entry = QueueEntry.TryRead(AmiMessage.Parse("Event: QueueEntry\r\nQueue: q\r\nPosition: 1\r\nChannel: c\r\nUniqueid: 1\r\nCallerIDNum: unknown\r\nWait: 5"));

        Assert.Equal(new QueueEntry("q", "c", "1", 1, TimeSpan.FromSeconds(5), null, null), entry);
    }

    [Fact]
    public void Transfers_AreReadWithTheirPrefixes()
    {
        var attended = AttendedTransfer.TryRead(AmiMessage.Parse(
            "Event: AttendedTransfer\r\nResult: Success\r\nOrigTransfererChannel: a\r\nOrigTransfererUniqueid: 1\r\nOrigTransfererLinkedid: 1\r\n"
            + "SecondTransfererChannel: b\r\nSecondTransfererUniqueid: 2\r\nSecondTransfererLinkedid: 2\r\n"
            + "TransfereeChannel: c\r\nTransfereeUniqueid: 3\r\nTransfereeLinkedid: 1\r\nDestType: App\r\nDestApp: Queue"));

        Assert.NotNull(attended);
        Assert.Equal(("1", "2", "3", "Queue"), (attended.OriginalLeg.Uniqueid, attended.SecondLeg.Uniqueid, attended.Transferee?.Uniqueid, attended.DestinationApp));
        Assert.Null(attended.Target);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\\\\b", "a\\b")]
    [InlineData("a\\nb\\", "a\nb\\")]
    [InlineData("\\x", "\\x")]
    public void Unescape_AsAsteriskEscapes_IsUndone(string wire, string text) => Assert.Equal(text, AmiValues.Unescape(wire));

    [Fact]
    public void Privileges_FromListCommands_AreTheActionsWeMaySend()
    {
        var privileges = AmiPrivileges.From(new AmiResponse(true, "", AmiMessage.Parse(
            "Response: Success\r\nActionID: 1\r\nQueuePause: Makes a queue member temporarily unavailable. (Priv: agent,all)\r\nPing: Keepalive command. (Priv: <none>)")));

        Assert.True(privileges.MaySend("queuepause"));
        Assert.True(privileges.MaySend("Ping"));
        Assert.False(privileges.MaySend("Originate"));
        Assert.False(privileges.MaySend("ActionID"));
    }
}
