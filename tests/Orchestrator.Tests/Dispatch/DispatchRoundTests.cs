using Orchestrator.Engine.Dispatch;
using Xunit;

namespace Orchestrator.Tests.Dispatch;

/// <summary>When the dispatcher looks again by itself.</summary>
public sealed class DispatchRoundTests
{
    [Fact]
    public void FullBatchOfOnePolicy_IsFollowedAtOnceByAnother()
    {
        var round = Round(started: 3, of: "sales");
        round.Started("support");
        round.Left();

        Assert.Equal(TimeSpan.Zero, round.Pause);
    }

    [Fact]
    public void FullBatchInWhichOneStayed_WaitsLikeAnyOther()
    {
        var round = Round(started: 2, of: "sales");
        round.Left();

        Assert.Equal(DispatchRound.WhileWaiting, round.Pause);
    }

    [Fact]
    public void AsManyOfSeveralPolicies_AreNoFullBatch()
    {
        var round = Round(started: 2, of: "sales");
        round.Started("support");

        Assert.Equal(DispatchRound.WhenIdle, round.Pause);
    }

    [Fact]
    public void NothingReady_RestsLonger() => Assert.Equal(DispatchRound.WhenIdle, Round(started: 0, of: "sales").Pause);

    private static DispatchRound Round(int started, string of)
    {
        var round = new DispatchRound(perPolicy: 3);
        for (var i = 0; i < started; i++)
            round.Started(of);
        return round;
    }
}
