namespace Orchestrator.Core.Replay;

/// <summary>Counts whole numbers, and tells their quantiles exactly. Memory grows with the number of different values only.</summary>
public sealed class Distribution
{
    private readonly Dictionary<long, long> counts = [];

    public long Count { get; private set; }

    /// <summary>Each value with how often it came, in ascending order.</summary>
    public IEnumerable<KeyValuePair<long, long>> Values => counts.OrderBy(c => c.Key);

    public void Add(long value, long times = 1)
    {
        counts[value] = counts.GetValueOrDefault(value) + times;
        Count += times;
    }

    /// <summary>The smallest value that at least this share of all values does not exceed; null when there are none.</summary>
    /// <param name="share">0 (the least) to 1 (the greatest).</param>
    public long? Quantile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        foreach (var (value, count) in Values)
        {
            seen += count;
            if (seen >= wanted)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Least, median and greatest; null when there is none.</summary>
    public Spread? Spread() => Count == 0 ? null : new Spread(Quantile(0)!.Value, Quantile(0.5)!.Value, Quantile(1)!.Value);
}

/// <summary>Least, middle and greatest of some counts.</summary>
public sealed record Spread(long Least, long Median, long Most);
