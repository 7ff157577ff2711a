namespace Orchestrator.Asterisk;

/// <summary>Pauses between attempts to connect: doubled each time up to a limit, and jittered so that many clients do not come at once.</summary>
/// <param name="min">First pause.</param>
/// <param name="max">Longest pause.</param>
/// <param name="jitter">Numbers from 0 to 1.</param>
internal sealed class Backoff(TimeSpan min, TimeSpan max, Func<double> jitter)
{
    // 2^20 times any sensible first pause is above any sensible limit, and far from an overflow.
    private const int MostDoublings = 20;

    private int failures;

    public void Reset() => failures = 0;

    /// <summary>Between half and the whole of the doubled pause, never below the first and never above the longest.</summary>
    public TimeSpan Next()
    {
        var whole = Math.Min(max.TotalSeconds, min.TotalSeconds * Math.Pow(2, failures));
        failures = Math.Min(failures + 1, MostDoublings);
        return TimeSpan.FromSeconds(Math.Max(min.TotalSeconds, whole * (0.5 + (jitter() / 2))));
    }
}
