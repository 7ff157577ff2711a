using System.Globalization;

namespace Orchestrator.Benchmarks.Jobs;

/// <summary>How long after its due time each probe came to something, in milliseconds.</summary>
internal sealed class Delays(IEnumerable<double> milliseconds)
{
    private readonly List<double> sorted = [.. milliseconds.Order()];

    public int Count => sorted.Count;

    public double Earliest => sorted[0];

    public double Latest => sorted[^1];

    public double P50 => Percentile(50);

    public double P99 => Percentile(99);

    /// <summary>One line of a table.</summary>
    public string Line(string name) => string.Create(
        CultureInfo.InvariantCulture, $"    {name,-34} p50 {P50,8:N1} ms   p99 {P99,8:N1}   max {Latest,8:N1}   earliest {Earliest,8:N1}   n {Count}");

    /// <summary>The same of probes that were all due at one instant: when the last was through, and how many a second that is.</summary>
    public string LineAtOnce(string name) => string.Create(
        CultureInfo.InvariantCulture, $"    {name,-34} first {Earliest,6:N1} ms   last {Latest,8:N0}   {Count / Latest * 1000,7:N0} /s   n {Count}");

    /// <summary>By nearest rank.</summary>
    private double Percentile(int percent) => sorted[(int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1];
}
