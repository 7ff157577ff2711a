using Orchestrator.Asterisk;
using Xunit;

namespace Orchestrator.Tests.Asterisk;

[Trait("rule", "8")]
public sealed class BackoffTests
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Next_ManyFailures_GrowsWithinItsLimitsForEver(double jitter)
    {
        var backoff = new Backoff(Min, Max, () => jitter);
        var pauses = Enumerable.Range(0, 1_000).Select(_ => backoff.Next()).ToArray();

        Assert.All(pauses, p => Assert.InRange(p, Min, Max));
        Assert.Equal(pauses.Order(), pauses);
        Assert.True(pauses[^1] >= Max / 2);
    }

    [Fact]
    public void Reset_AfterFailures_StartsOver()
    {
        var backoff = new Backoff(Min, Max, () => 1);
        _ = (backoff.Next(), backoff.Next(), backoff.Next());

        backoff.Reset();

        Assert.Equal(Min, backoff.Next());
    }
}
