using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Engine.Notify;

/// <summary>When a notice that did not arrive is tried again: within seconds at first, twice a day in the end.</summary>
public static class NoticeRetry
{
    private static readonly ImmutableArray<Duration> Delays =
    [
        Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromMinutes(30),
        Duration.FromHours(1), Duration.FromHours(2), Duration.FromHours(4), Duration.FromHours(8), Duration.FromHours(12),
    ];

    /// <summary>A receiver may ask for patience, not for oblivion.</summary>
    private static readonly Duration MostPatience = Duration.FromHours(1);

    /// <summary>The pause after the n-th try, 0.8 to 1.2 times the planned one, so that a receiver that comes back is not met by all at once.</summary>
    /// <param name="tries">1 after the first.</param>
    /// <param name="notBefore">What the receiver asked for (<c>Retry-After</c>); counts up to an hour.</param>
    /// <param name="jitter">Numbers from 0 to 1.</param>
    public static Duration After(int tries, Duration? notBefore, Func<double> jitter)
    {
        var planned = Delays[Math.Clamp(tries, 1, Delays.Length) - 1] * (0.8 + (0.4 * jitter()));
        return Duration.Max(planned, Duration.Min(notBefore ?? Duration.Zero, MostPatience));
    }
}
