using NodaTime;
using NodaTime.Testing;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Storage;

public sealed class BlindIntervalsTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);

    private readonly FakeClock clock = new(Noon);

    [Fact]
    public void NobodyListenedSince_BeforeTheLinkCameUp_IsAnInterval()
    {
        var blind = new BlindIntervals(clock);
        blind.Close("pbx1", "ami");

        blind.NobodyListenedSince(Noon - Duration.FromMinutes(5), ["pbx1"]);

        var interval = Assert.Single(blind.Unwritten().Intervals, i => i.Link == "ami");
        Assert.Equal((Noon - Duration.FromMinutes(5), Noon), (interval.Since, interval.Until));
    }

    [Fact]
    public void NobodyListenedSince_AfterTheLinkCameUp_IsNone()
    {
        var blind = new BlindIntervals(clock);
        blind.Close("pbx1", "ami");
        blind.Close("pbx1", "ari");

        blind.NobodyListenedSince(Noon + Duration.FromSeconds(3), ["pbx1"]); // another instance lives

        Assert.Empty(blind.Unwritten().Intervals);
    }

    [Fact]
    public void Close_AfterOpen_EndsTheInterval()
    {
        var blind = new BlindIntervals(clock);
        blind.Open("pbx1", "ari", "cut");
        clock.AdvanceSeconds(7);
        blind.Close("pbx1", "ari");

        var (intervals, over) = blind.Unwritten();
        Assert.Equal(1, over);
        Assert.Equal(Noon + Duration.FromSeconds(7), Assert.Single(intervals).Until);
    }
}
