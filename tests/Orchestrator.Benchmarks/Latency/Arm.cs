using System.Globalization;
using Orchestrator.Benchmarks.Sip;

namespace Orchestrator.Benchmarks.Latency;

/// <summary>One of the things compared, with its samples in milliseconds.</summary>
internal sealed class Arm(string name, Func<string, Call, Task<double>> sample, string did)
{
    private readonly List<double> samples = [];

    public string Did => did;

    public double P50 => Percentile(50);

    /// <summary>Hangs the waiting caller up and measures.</summary>
    public async Task<double> SampleAsync(string number, Call call, bool counts)
    {
        var taken = await sample(number, call);
        if (counts)
            samples.Add(taken);
        return taken;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"  {name,-52} p50 {P50,7:N1} ms   p90 {Percentile(90),7:N1}   p99 {Percentile(99),7:N1}   max {samples.Max(),7:N1}   n {samples.Count}");

    /// <summary>By nearest rank.</summary>
    private double Percentile(int percent)
    {
        var sorted = samples.Order().ToList();
        return sorted[(int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1];
    }
}
