using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Orchestrator.Engine.Jobs;
using Xunit;

namespace Orchestrator.Tests.Jobs;

public sealed class DueTimersTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly DueTimers timers;
    private readonly Guid one = Guid.NewGuid();

    public DueTimersTests() => timers = new DueTimers(time);

    public void Dispose() => timers.Dispose();

    [Fact]
    public void Arm_ACase_FiresAtItsTimeAndNotBefore()
    {
        timers.Arm(one, Duration.FromMilliseconds(1500.4));

        time.Advance(TimeSpan.FromMilliseconds(1501));
        Assert.False(timers.Due.TryRead(out _));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(timers.Due.TryRead(out var due));
        Assert.Equal(one, due);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    public void Arm_ACaseThatIsDue_FiresAtOnce(int seconds)
    {
        timers.Arm(one, Duration.FromSeconds(seconds));

        Assert.True(timers.Due.TryRead(out _));
    }

    [Fact]
    public void Arm_Again_CountsTheLatestWordAndFiresOnce()
    {
        timers.Arm(one, Duration.FromSeconds(1));
        timers.Arm(one, Duration.FromSeconds(3));

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(timers.Due.TryRead(out _));
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(timers.Due.TryRead(out _));
        Assert.False(timers.Due.TryRead(out _));
    }

    [Fact]
    public void Arm_ManyCases_FiresEach()
    {
        var ids = Enumerable.Range(0, 500).Select(_ => Guid.NewGuid()).ToHashSet();
        foreach (var id in ids)
            timers.Arm(id, Duration.FromSeconds(4));

        time.Advance(TimeSpan.FromSeconds(5));

        while (timers.Due.TryRead(out var id))
            Assert.True(ids.Remove(id));
        Assert.Empty(ids);
    }

    [Fact]
    public void Stop_WithArmedCases_FiresNoneAndTakesNoMore()
    {
        timers.Arm(one, Duration.FromSeconds(1));

        timers.Stop();
        timers.Arm(Guid.NewGuid(), Duration.Zero);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(timers.Due.TryRead(out _));
        Assert.True(timers.Due.Completion.IsCompleted);
    }
}
