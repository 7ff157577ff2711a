using System.Globalization;
using NodaTime;
using NodaTime.Testing;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Operators;
using Xunit;

namespace Orchestrator.Tests.Operators;

public sealed class OperatorBoardTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly OperatorRules Sales = new() { Queue = "sales", WrapUp = Duration.FromSeconds(10) };
    private static readonly HashSet<string> Nobody = [];

    private readonly FakeClock clock = new(Noon);
    private readonly OperatorBoard board;

    public OperatorBoardTests() => board = new OperatorBoard(clock);

    [Fact]
    public void BeforeTheFirstSnapshot_NobodyIsKnown() => Assert.False(board.Pool(Sales).IsKnown);

    [Fact]
    public void WhileAmiIsAway_NobodyIsKnown()
    {
        Reset(Member("PJSIP/101"));
        board.Forget();

        Assert.False(board.Pool(Sales).IsKnown);
    }

    [Theory]
    [InlineData("1", "0", "0", null)]
    [InlineData("1", "1", "0", "paused")]
    [InlineData("1", "0", "1", "in a queue call")]
    [InlineData("2", "0", "0", "on the phone")]
    [InlineData("5", "0", "0", "not registered")]
    [InlineData("0", "0", "0", "device state unknown")]
    public void Member_IsFreeOnlyWhenNothingHinders(string status, string paused, string inCall, string? hindrance)
    {
        Reset(Member("PJSIP/101", status, paused, inCall));

        Assert.Equal(hindrance, Assert.Single(board.Pool(Sales).Seats).Hindrance?.ToString());
    }

    [Fact]
    public void Member_AfterAQueueCall_RestsForTheWrapUp()
    {
        Reset(Member("PJSIP/101", lastCall: Noon - Duration.FromSeconds(5)));
        Assert.Equal("wrap-up", Assert.Single(board.Pool(Sales).Seats).Hindrance?.ToString());

        clock.AdvanceSeconds(6);
        Assert.Null(Assert.Single(board.Pool(Sales).Seats).Hindrance);
    }

    [Fact]
    public void Operator_InACallback_IsBusyThenRestsThenIsFree()
    {
        Reset(Member("PJSIP/101"));
        board.Take("PJSIP/101");
        Assert.Equal("in a callback", Assert.Single(board.Pool(Sales).Seats).Hindrance?.ToString());

        board.Release("PJSIP/101", talked: true, missed: false);
        Assert.Equal("wrap-up", Assert.Single(board.Pool(Sales).Seats).Hindrance?.ToString());

        clock.AdvanceSeconds(11);
        Assert.Null(Assert.Single(board.Pool(Sales).Seats).Hindrance);
    }

    [Fact]
    public void Recall_OperatorsOfAnEarlierProcess_RestAsAfterOurs()
    {
        Reset(Member("PJSIP/101"), Member("PJSIP/102"), Member("PJSIP/103"));
        var ago = Noon - Duration.FromSeconds(5);

        board.Recall("PJSIP/101", ago, lastTalk: ago, lastMiss: null);
        board.Recall("PJSIP/102", ago, lastTalk: null, lastMiss: ago);
        board.Recall("PJSIP/103", ago, lastTalk: null, lastMiss: null);

        Assert.Equal(["wrap-up", "did not pick up a moment ago", null], board.Pool(Sales).Seats.Select(s => s.Hindrance?.ToString()));
        clock.Advance(OperatorBoard.RestAfterMiss);
        Assert.All(board.Pool(Sales).Seats, s => Assert.Equal((null, ago), (s.Hindrance?.ToString(), s.LastRung)));
    }

    [Fact]
    public void Operator_WhoDidNotPickUp_IsLeftInPeaceForAWhile()
    {
        Reset(Member("PJSIP/101"));
        board.Take("PJSIP/101");
        board.Release("PJSIP/101", talked: false, missed: true);
        Assert.Equal("did not pick up a moment ago", Assert.Single(board.Pool(Sales).Seats).Hindrance?.ToString());

        clock.Advance(OperatorBoard.RestAfterMiss + Duration.FromSeconds(1));
        Assert.Null(Assert.Single(board.Pool(Sales).Seats).Hindrance);
    }

    [Fact]
    public void LongestIdle_PicksWhoeverWasBusyLongestAgo()
    {
        Reset(
            Member("PJSIP/101", lastCall: Noon - Duration.FromMinutes(1)),
            Member("PJSIP/102", lastCall: Noon - Duration.FromMinutes(9)),
            Member("PJSIP/103", lastCall: Noon - Duration.FromMinutes(5)));

        Assert.Equal(["PJSIP/102"], board.Pool(Sales).Pick(OperatorPick.LongestIdle, Nobody).Endpoints);
    }

    [Fact]
    public void InTurn_PicksWhoeverWasRungLongestAgo()
    {
        Reset(Member("PJSIP/101"), Member("PJSIP/102"));
        board.Take("PJSIP/101");
        board.Release("PJSIP/101", talked: false, missed: false);

        Assert.Equal(["PJSIP/102"], board.Pool(Sales).Pick(OperatorPick.InTurn, Nobody).Endpoints);
    }

    [Fact]
    public void RingAll_PicksEverybodyWhoIsFreeAndNotTaken()
    {
        Reset(Member("PJSIP/101"), Member("PJSIP/102", paused: "1"), Member("PJSIP/103"), Member("PJSIP/104"));

        Assert.Equal(["PJSIP/101", "PJSIP/104"], board.Pool(Sales).Pick(OperatorPick.RingAll, new HashSet<string> { "PJSIP/103" }).Endpoints);
    }

    [Fact]
    public void List_TakesDeviceStates()
    {
        board.Reset([], [new DeviceStateChange("PJSIP/201", "NOT_INUSE"), new DeviceStateChange("PJSIP/202", "INUSE")], []);
        var rules = new OperatorRules { Interfaces = ["PJSIP/201", "PJSIP/202", "PJSIP/203"] };

        Assert.Equal([null, "on the phone", "device state unknown"], board.Pool(rules).Seats.Select(s => s.Hindrance?.ToString()));
    }

    [Fact]
    public void Events_ChangeWaitingCallersAndMembers()
    {
        Reset(Member("PJSIP/101"));
        board.On(AmiMessage.Parse("Event: QueueCallerJoin\r\nChannel: PJSIP/t-1\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\nQueue: sales\r\nPosition: 1\r\nCount: 2"));
        Assert.Equal(2, board.Waiting("sales"));

        Assert.True(board.On(AmiMessage.Parse("Event: QueueCallerLeave\r\nChannel: PJSIP/t-1\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\nQueue: sales\r\nPosition: 1\r\nCount: 0")));
        Assert.Equal(0, board.Waiting("sales"));

        board.On(AmiMessage.Parse("Event: QueueMemberRemoved\r\nQueue: sales\r\nInterface: PJSIP/101\r\nMemberName: Anna\r\nStatus: 1"));
        Assert.Empty(board.Pool(Sales).Seats);
    }

    private void Reset(params IReadOnlyList<AmiMessage> members) => board.Reset(members.Select(QueueMember.TryRead).OfType<QueueMember>(), [], []);

    private static AmiMessage Member(string endpoint, string status = "1", string paused = "0", string inCall = "0", Instant? lastCall = null) => AmiMessage.Parse(
        $"Event: QueueMember\r\nQueue: sales\r\nName: {endpoint}\r\nLocation: {endpoint}\r\nStateInterface: {endpoint}\r\nStatus: {status}\r\nPaused: {paused}\r\nInCall: {inCall}\r\n"
        + $"LastCall: {(lastCall?.ToUnixTimeSeconds() ?? 0).ToString(CultureInfo.InvariantCulture)}");
}
