using System.Globalization;
using System.Text;
using NodaTime;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Replay;
using Orchestrator.Engine.History;
using Xunit;

namespace Orchestrator.Tests.Replay;

public sealed class QueueLogCallsTests
{
    private const long Start = 1_700_000_000;

    private readonly QueueLogCallTally tally = new();

    [Theory]
    [InlineData("ABANDON|1|1|5", MissReason.Abandoned)]
    [InlineData("EXITWITHTIMEOUT|1|1|5", MissReason.TimedOut)]
    [InlineData("EXITEMPTY|1|1|5", MissReason.NoOperators)]
    [InlineData("EXITWITHKEY|0|1|1|5", MissReason.LeftByKey)]
    [InlineData("WITHDRAW|1|1|5|x", MissReason.Abandoned)]
    public void Of_EachExit_IsMissedForItsReason(string exit, MissReason reason) => Assert.Equal(
        [Missed(5, reason, waited: 5)],
        Calls(Enter(0), (5, "1.1", "sales", exit)));

    [Fact]
    public void Of_Answered_IsOneAnsweredCall()
    {
        Assert.Equal(
            [new HistoricCall(At(7), "89161234567", null, "sales", null, Duration.FromSeconds(7))],
            Calls(Enter(0), (7, "1.1", "sales", "CONNECT|7|x|3"), (67, "1.1", "sales", "COMPLETECALLER|7|60|1")));
        Assert.Equal(60, tally.Talks.Quantile(0.5));
    }

    [Fact]
    public void Of_SecondQueueAnswers_IsNotMissed() => Assert.Equal(
        [(At(100), (MissReason?)null, "support")],
        Calls(Enter(0), (60, "1.1", "sales", "EXITWITHTIMEOUT|1|1|60"), Enter(90, queue: "support"), (100, "1.1", "support", "CONNECT|10|x|3")).Select(c => (c.At, c.Missed, c.Queue!)));

    [Fact]
    public void Of_SecondQueueAbandoned_IsMissedOnceInTheLastQueue() => Assert.Equal(
        [Missed(95, MissReason.Abandoned, queue: "support", waited: 5)],
        Calls(Enter(0), (60, "1.1", "sales", "EXITWITHTIMEOUT|1|1|60"), Enter(90, queue: "support"), (95, "1.1", "support", "ABANDON|1|1|5")));

    [Fact]
    public void Of_AnsweredAndTransferredIntoAQueueThatNobodyServes_IsAnsweredAndThenMissed() => Assert.Equal(
        [null, MissReason.Abandoned],
        Calls(Enter(0), (7, "1.1", "sales", "CONNECT|7|x|3"), (67, "1.1", "sales", "BLINDTRANSFER|200|q|7|60|1"), Enter(68, queue: "support"), (99, "1.1", "support", "ABANDON|1|1|31"))
            .Select(c => c.Missed));

    [Fact]
    public void Of_CodecMismatchWithTwoAbandons_IsOneMissedCall() => Assert.Equal(
        [Missed(5, MissReason.Abandoned, waited: 5)],
        Calls(Enter(0), (5, "1.1", "sales", "SYSCOMPAT"), (5, "1.1", "sales", "ABANDON|1|1|5"), (6, "1.1", "sales", "ABANDON|1|1|6")));

    [Fact]
    public void Of_OperatorWhoDropsBeforeTheBridge_LeavesTheCallerWaiting() => Assert.Equal(
        [Missed(30, MissReason.Abandoned, waited: 30)],
        Calls(Enter(0), (9, "1.1", "sales", "AGENTDUMP"), (10, "1.1", "sales", "RINGNOANSWER|15000"), (30, "1.1", "sales", "ABANDON|1|1|30")));

    [Fact]
    public void Of_AbandonWithoutEntry_IsMissedWithoutANumber() => Assert.Equal(
        [new HistoricCall(At(5), null, MissReason.Abandoned, "sales", null, Duration.FromSeconds(5))],
        Calls((5, "1.1", "sales", "ABANDON|1|1|5")));

    [Fact]
    public void Of_DialledNumber_GoesWithTheCall() => Assert.Equal(
        "74951234567",
        Assert.Single(Calls((0, "1.1", "sales", "DID|74951234567"), Enter(1), (5, "1.1", "sales", "ABANDON|1|1|4"))).Did);

    [Fact]
    public void Of_AsteriskStartedAnew_LosesWhoWaited()
    {
        Assert.Equal(
            [Missed(500, MissReason.Abandoned, waited: 20)],
            Calls(Enter(0), (20, "9.9", "sales", "RINGNOANSWER|1"), (500, "NONE", "NONE", "QUEUESTART|")));
        Assert.Equal(1, tally.LostAtStart);
    }

    [Fact]
    public void Of_WhoStillWaitsAtTheEnd_IsCountedOnly()
    {
        Assert.Empty(Calls(Enter(0)));
        Assert.Equal(1, tally.StillWaiting);
    }

    [Fact]
    public void Of_WhoNeverLeaves_IsForgottenAfterADay()
    {
        Assert.Empty(Calls(Enter(0), Enter(90_000, id: "1.2")));

        Assert.Equal((1, 1), (tally.WithoutEnd, tally.StillWaiting));
    }

    [Fact]
    public void Of_RecordOfTheFuture_IsLeftOut()
    {
        Assert.Equal(
            [Missed(5, MissReason.Abandoned, waited: 5)],
            Calls(Enter(0), (4_000_000_000 - Start, "1.2", "sales", "ABANDON|1|1|5"), (5, "1.1", "sales", "ABANDON|1|1|5")));
        Assert.Equal(1, tally.FromTheFuture);
    }

    [Fact]
    public void Of_GeneratedHistory_GivesTheSameCallsBackInOrder()
    {
        var random = new Random(20261122);
        for (var run = 0; run < 50; run++)
        {
            var expected = new List<HistoricCall>();
            var lines = new List<(long At, string CallId, string Queue, string Text)>();
            for (var call = 0; call < 200; call++)
            {
                AddCall(random, $"{Start}.{call}", expected, lines);
            }

            var calls = Calls([.. lines.OrderBy(l => l.At)]);

            Assert.Equal(Sorted(expected), Sorted(calls));
            Assert.Equal(calls.Select(c => c.At).Order(), calls.Select(c => c.At));
        }
    }

    private static IEnumerable<string> Sorted(IEnumerable<HistoricCall> calls) => calls.Select(c => c.ToString()).Order(StringComparer.Ordinal);

    /// <summary>A call through one to three queues: unserved stays, and at the end perhaps a person.</summary>
    private static void AddCall(Random random, string id, List<HistoricCall> expected, List<(long, string, string, string)> lines)
    {
        var exits = new (string Text, MissReason Reason)[]
        {
            ("ABANDON|1|1|{0}", MissReason.Abandoned), ("EXITWITHTIMEOUT|1|1|{0}", MissReason.TimedOut),
            ("EXITEMPTY|1|1|{0}", MissReason.NoOperators), ("EXITWITHKEY|0|1|1|{0}", MissReason.LeftByKey),
        };
        var caller = string.Create(CultureInfo.InvariantCulture, $"8916{random.Next(10_000_000):0000000}");
        var at = (long)random.Next(200_000);
        var stays = random.Next(1, 4);
        var served = random.Next(2) == 0;
        for (var stay = 1; stay <= stays; stay++)
        {
            var queue = $"q{random.Next(3)}";
            var waited = random.Next(300);
            lines.Add((at, id, queue, $"ENTERQUEUE||{caller}|1"));
            at += waited;
            var exit = exits[random.Next(exits.Length)];
            var answered = served && stay == stays;
            lines.Add((at, id, queue, answered ? $"CONNECT|{waited}|x|2" : string.Format(CultureInfo.InvariantCulture, exit.Text, waited)));
            if (stay == stays)
            {
                expected.Add(new HistoricCall(At(at), caller, answered ? null : exit.Reason, queue, null, Duration.FromSeconds(waited)));
            }

            at += random.Next(1, 3000);
        }
    }

    private static Instant At(long second) => Instant.FromUnixTimeSeconds(Start + second);

    private static (long At, string CallId, string Queue, string Text) Enter(long at, string id = "1.1", string queue = "sales") => (at, id, queue, "ENTERQUEUE||89161234567|1");

    private static HistoricCall Missed(long at, MissReason reason, int waited, string queue = "sales") =>
        new(At(at), "89161234567", reason, queue, null, Duration.FromSeconds(waited));

    private List<HistoricCall> Calls(params (long At, string CallId, string Queue, string Text)[] lines)
    {
        var text = string.Concat(lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{Start + l.At}|{l.CallId}|{l.Queue}|NONE|{l.Text}\n")));
        var entries = new QueueLogReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), new QueueLogTally()).Read();
        return [.. new QueueLogCalls(tally, At(10_000_000)).Of(entries)];
    }
}
