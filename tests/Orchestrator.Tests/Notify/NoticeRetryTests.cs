using NodaTime;
using Orchestrator.Engine.Notify;
using Xunit;

namespace Orchestrator.Tests.Notify;

public sealed class NoticeRetryTests
{
    [Theory]
    [InlineData(1, 0.0, 4)]
    [InlineData(1, 1.0, 6)]
    [InlineData(2, 0.5, 30)]
    [InlineData(6, 0.5, 3600)]
    [InlineData(10, 0.5, 43_200)]
    [InlineData(1000, 0.5, 43_200)]
    public void After_NthTry_IsThePlannedPauseGiveOrTakeAFifth(int tries, double jitter, int seconds) =>
        Assert.Equal(seconds, NoticeRetry.After(tries, notBefore: null, () => jitter).TotalSeconds, tolerance: 0.001);

    [Theory]
    [InlineData(120, 120)]
    [InlineData(1, 5)]
    [InlineData(-30, 5)]
    [InlineData(1_000_000_000, 3600)]
    public void After_ReceiverAsksForPatience_CountsUpToAnHour(long asked, int seconds) =>
        Assert.Equal(seconds, NoticeRetry.After(1, Duration.FromSeconds(asked), () => 0.5).TotalSeconds, tolerance: 0.001);
}
