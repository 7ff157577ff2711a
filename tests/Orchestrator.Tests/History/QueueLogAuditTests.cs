using NodaTime;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.History;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.History;

public sealed class QueueLogAuditTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 30, 9, 0);
    private static readonly BookedCall Right = new()
    {
        UniqueId = "1.1",
        CallId = "1.1",
        At = Start + Duration.FromSeconds(40.6),
        Reason = MissReason.Abandoned,
        Queue = "sales",
        CallerNumber = "+79161234567",
        WaitedSeconds = 30.6,
        Position = 1,
    };

    private readonly List<QueueLogEntry> log = [];

    [Fact]
    public void SameCallInBoth_Agrees()
    {
        Lose("1.1");

        Assert.Empty(Compare(Right).Differences);
    }

    [Fact]
    public void CallThatWeDoNotHave_IsMissing_WithTheGapThatItLiesIn()
    {
        Lose("1.1");
        var gap = new GapView { Pbx = "pbx1", Link = "ami", Since = Start, Until = Start + Duration.FromMinutes(1), Reason = "cut", FilledBy = [] };

        var difference = Assert.Single(Compare([gap]).Differences);

        Assert.Equal((AuditFinding.Missing, "1.1", Start + Duration.FromSeconds(40), "abandoned, 30 s", GapUnknown.AllCalls), (difference.Finding, difference.UniqueId, difference.At, difference.What, difference.InGap));
    }

    [Fact]
    public void CallThatWeHaveTwice_IsTold()
    {
        Lose("1.1");

        Assert.Equal(AuditFinding.Twice, Assert.Single(Compare(Right, Change(callId: "0.9")).Differences).Finding);
    }

    [Fact]
    public void AnsweredCall_ThatWeCallMissed_IsFalse()
    {
        Tell(10, QueueLogEvent.Entered, "1.1");
        Tell(40, QueueLogEvent.Connected, "1.1");

        Assert.Equal(AuditFinding.False, Assert.Single(Compare(Right).Differences).Finding);
    }

    [Fact]
    public void CallThatTheLogDoesNotKnow_IsFalse()
    {
        Lose("1.2");

        Assert.Equal([AuditFinding.Missing, AuditFinding.False], Compare(Right).Differences.Select(d => d.Finding));
    }

    [Theory]
    [InlineData("reason", MissReason.LeftByKey, "sales", 30.6, 1, 40)]
    [InlineData("queue", MissReason.Abandoned, "support", 30.6, 1, 40)]
    [InlineData("waited", MissReason.Abandoned, "sales", 10.0, 1, 40)]
    [InlineData("position", MissReason.Abandoned, "sales", 30.6, 2, 40)]
    [InlineData("at", MissReason.Abandoned, "sales", 30.6, 1, 50)]
    public void DetailThatDiffers_IsNamed(string field, MissReason reason, string queue, double waited, int position, int at)
    {
        Lose("1.1");

        var difference = Assert.Single(Compare(Change(reason: reason, queue: queue, waited: waited, position: position, at: at)).Differences);

        Assert.Equal(AuditFinding.WrongDetails, difference.Finding);
        Assert.StartsWith(field + ":", difference.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MissReason.Requested, "sales", 30.0)]
    [InlineData(MissReason.QueueFull, "sales", 0.0)]
    [InlineData(MissReason.NoOperators, "sales", 0.0)]
    [InlineData(MissReason.LeftInMenu, null, 5.0)]
    public void CallOfWhichTheLogHasNoWord_IsNotFalse(MissReason reason, string? queue, double waited)
    {
        Lose("1.2");

        Assert.Single(Compare(Change(reason: reason, queue: queue, waited: waited)).Differences, d => d.Finding == AuditFinding.Missing);
    }

    [Fact]
    public void CallerWhoAskedForACallback_MayHaveLeftByKey()
    {
        Tell(10, QueueLogEvent.Entered, "1.1");
        Tell(40, QueueLogEvent.LeftByKey, "1.1");

        Assert.Empty(Compare(Change(reason: MissReason.Requested)).Differences);
    }

    [Fact]
    public void CallerWhoStillWaits_IsNotJudged()
    {
        Tell(10, QueueLogEvent.Entered, "1.1");

        Assert.Empty(Compare().Differences);
    }

    private void Lose(string call)
    {
        Tell(10, QueueLogEvent.Entered, call);
        Tell(40, QueueLogEvent.Abandoned, call);
    }

    private void Tell(int second, QueueLogEvent what, string call) => log.Add(new QueueLogEntry(Start.ToUnixTimeSeconds() + second, what, call, "sales")
    {
        Caller = what == QueueLogEvent.Entered ? "+79161234567" : null,
        Position = 1,
        Waited = what is QueueLogEvent.Entered ? null : 30,
    });

    private static BookedCall Change(string callId = "1.1", MissReason reason = MissReason.Abandoned, string? queue = "sales", double waited = 30.6, int position = 1, double at = 40.6) => new()
    {
        UniqueId = "1.1",
        CallId = callId,
        At = Start + Duration.FromSeconds(at),
        Reason = reason,
        Queue = queue,
        CallerNumber = "+79161234567",
        WaitedSeconds = waited,
        Position = position,
    };

    private AuditReport Compare(params IReadOnlyList<BookedCall> booked) => Compare([], booked);

    private AuditReport Compare(IReadOnlyList<GapView> gaps, params IReadOnlyList<BookedCall> booked) =>
        QueueLogAudit.Compare("pbx1", QueueLogStays.Of(log), booked, gaps, new Interval(Start, Start + Duration.FromHours(1)));
}
