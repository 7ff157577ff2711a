using System.Text;
using Orchestrator.Asterisk.QueueLog;
using Xunit;

namespace Orchestrator.Tests.Asterisk.QueueLog;

public sealed class QueueLogReaderTests
{
    private readonly QueueLogTally tally = new();

    [Theory]
    [InlineData("ENTERQUEUE||+79161234567|3", QueueLogEvent.Entered, "+79161234567", null, null)]
    [InlineData("ENTERQUEUE|http://x/|+79161234567", QueueLogEvent.Entered, "+79161234567", null, null)]
    [InlineData("ENTERQUEUE|||1", QueueLogEvent.Entered, null, null, null)]
    [InlineData("ENTERQUEUE||+7916|1234567|3", QueueLogEvent.Entered, "+7916|1234567", null, null)]
    [InlineData("ABANDON|1|2|45", QueueLogEvent.Abandoned, null, 45, null)]
    [InlineData("EXITWITHTIMEOUT|1|2|60", QueueLogEvent.TimedOut, null, 60, null)]
    [InlineData("EXITWITHTIMEOUT|1", QueueLogEvent.TimedOut, null, null, null)]
    [InlineData("EXITEMPTY|1|1|7", QueueLogEvent.Emptied, null, 7, null)]
    [InlineData("EXITWITHKEY|0|1|2|33", QueueLogEvent.LeftByKey, null, 33, null)]
    [InlineData("WITHDRAW|1|2|12|by hand", QueueLogEvent.Withdrawn, null, 12, null)]
    [InlineData("CONNECT|9|1700000001.5|4", QueueLogEvent.Connected, null, 9, null)]
    [InlineData("COMPLETECALLER|9|61|1", QueueLogEvent.Completed, null, 9, 61)]
    [InlineData("COMPLETEAGENT|9|62|1", QueueLogEvent.Completed, null, 9, 62)]
    [InlineData("BLINDTRANSFER|200|internal|9|63|1", QueueLogEvent.Completed, null, 9, 63)]
    [InlineData("ATTENDEDTRANSFER|BRIDGE|abc|9|64|1", QueueLogEvent.Completed, null, 9, 64)]
    [InlineData("RINGNOANSWER|20000", QueueLogEvent.Other, null, null, null)]
    [InlineData("SYSCOMPAT", QueueLogEvent.Other, null, null, null)]
    [InlineData("MY_OWN-1|x", QueueLogEvent.Other, null, null, null)]
    [InlineData("QUEUESTART|", QueueLogEvent.Started, null, null, null)]
    [InlineData("ABANDON|1|2|soon", QueueLogEvent.Abandoned, null, null, null)]
    [InlineData("ABANDON|1|2|-5", QueueLogEvent.Abandoned, null, null, null)]
    [InlineData("ABANDON|1|2|99999999999", QueueLogEvent.Abandoned, null, null, null)]
    public void Read_EachEvent_HasItsArguments(string text, QueueLogEvent kind, string? caller, int? waited, int? talked)
    {
        var entry = Assert.Single(Read($"1700000000|1700000000.1|sales|NONE|{text}\n"));

        Assert.Equal(
            new QueueLogEntry(1_700_000_000, kind, "1700000000.1", "sales") { Caller = caller, Waited = waited, Talked = talked }, entry with { Position = null });
        Assert.Equal((1, 0), (tally.Records, tally.Lost));
    }

    [Theory]
    [InlineData("ENTERQUEUE||+79161234567|3", 3)]
    [InlineData("ABANDON|1|2|45", 1)]
    [InlineData("EXITWITHTIMEOUT|4", 4)]
    [InlineData("EXITWITHKEY|0|1|2|33", 1)]
    [InlineData("CONNECT|9|1700000001.5|4", null)]
    public void Read_Position_IsThatAtTheEvent(string text, int? position) =>
        Assert.Equal(position, Assert.Single(Read($"1700000000|1700000000.1|sales|NONE|{text}\n")).Position);

    [Fact]
    public void Read_WhoTookTheCall_IsTheAgent() => Assert.Equal("PJSIP/101", Assert.Single(Read("1700000000|1.1|sales|PJSIP/101|CONNECT|9|1.2|4\n")).Agent);

    [Fact]
    public void Read_DialledNumber_IsTheDid() => Assert.Equal("74951234567", Assert.Single(Read("1700000000|1.1|sales|NONE|DID|74951234567\n")).Did);

    [Fact]
    public void Read_LineBreakInTheCallersNumber_IsAPartOfTheNumber()
    {
        var entries = Read("1700000000|1.1|sales|NONE|ENTERQUEUE||+7916\n1234567|1\n1700000005|1.1|sales|NONE|ABANDON|1|1|5\n");

        Assert.Equal(["+7916\n1234567", null], entries.Select(e => e.Caller));
        Assert.Equal((2, 1, 0), (tally.Records, tally.Continued, tally.Lost));
    }

    [Fact]
    public void Read_FileThatBeginsAndEndsWithinARecord_LosesThoseTwoOnly()
    {
        var entries = Read("les|NONE|ABANDON|1|1|5\n1700000000|1.1|sales|NONE|ABANDON|1|1|5\n1700000001|1.2|sales|NONE|ENTERQUEUE||+7916");

        Assert.Equal("1.1", Assert.Single(entries).CallId);
        Assert.Equal((1, 1, 1), (tally.Records, tally.Unreadable, tally.CutOff));
    }

    [Theory]
    [InlineData("1700000000|1.1|sales\n")]
    [InlineData("1700000000|1.1|sales|NO1700000001|1.2|sales|NONE|ENTERQUEUE||8916\n")]
    [InlineData("1700000000|1.1|sales|NONE|\n")]
    [InlineData("1700000000|1.1|sales|NONE|\u0001\u0002\n")]
    public void Read_RecordWithoutAnEvent_IsCounted(string text)
    {
        Assert.Empty(Read(text));
        Assert.Equal(1, tally.Unreadable);
    }

    [Theory]
    [InlineData(QueueLogReader.MostBytes + 1)]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public void Read_LineThatIsTooLong_CostsItselfOnly(int length)
    {
        var entries = Read($"1700000000|1.1|sales|NONE|ENTERQUEUE||{new string('7', length)}|1\n1700000001|1.2|sales|NONE|ABANDON|1|1|5\n");

        Assert.Equal("1.2", Assert.Single(entries).CallId);
        Assert.Equal(1, tally.TooLong);
    }

    [Fact]
    public void Read_ManyContinuedLines_AreBounded()
    {
        var text = "1700000000|1.1|sales|NONE|ENTERQUEUE||8\n" + string.Concat(Enumerable.Repeat("0123456789\n", 100_000)) + "1700000001|1.2|sales|NONE|ABANDON|1|1|5\n";

        Assert.Equal(["1.1", "1.2"], Read(text).Select(e => e.CallId));
        Assert.Equal(100_000, tally.Continued);
    }

    [Fact]
    public void Read_CarriageReturns_AreNoPartOfARecord() =>
        Assert.Equal(5, Assert.Single(Read("1700000000|1.1|sales|NONE|ABANDON|1|1|5\r\n")).Waited);

    [Fact]
    public void Read_RandomBytes_NeverThrowsAndCountsEveryLine()
    {
        var random = new Random(20261122);
        var pieces = new[] { "1700000000", "|", "\n", "ENTERQUEUE", "ABANDON", "sales", "\r", "\0", "99999999999", "é", "NONE", "-1" };
        for (var run = 0; run < 3000; run++)
        {
            var bytes = new List<byte>();
            for (var i = random.Next(60); i > 0; i--)
            {
                bytes.AddRange(random.Next(4) == 0 ? [(byte)random.Next(256)] : Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
            }

            var seen = new QueueLogTally();
            var entries = new QueueLogReader(new MemoryStream([.. bytes]), seen).Read().ToList();

            Assert.Equal(entries.Count, seen.Records);
            Assert.Equal(bytes.Count(b => b == (byte)'\n'), seen.Records + seen.Continued + seen.Unreadable + seen.TooLong);
        }
    }

    private List<QueueLogEntry> Read(string text) => [.. new QueueLogReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), tally).Read()];
}
