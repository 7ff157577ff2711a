namespace Orchestrator.Benchmarks.Parsing;

/// <summary>One row of figures.</summary>
/// <param name="PerSecond">Messages per second of wall-clock time.</param>
/// <param name="CpuPerMessage">Processor time of the whole process, the producer's included where it runs beside.</param>
/// <param name="BytesPerMessage">Allocated, of the whole process.</param>
public sealed record BenchRow(string Name, double PerSecond, TimeSpan CpuPerMessage, double BytesPerMessage)
{
    /// <summary>Messages per second of processor time: what one core does, however many cores and neighbours there are.</summary>
    public double PerCoreSecond => 1 / CpuPerMessage.TotalSeconds;
}

/// <param name="Target">Messages per second of one core that the first row has to reach.</param>
/// <param name="Problems">Lost or reordered messages; empty when all is well.</param>
public sealed record BenchResult(string Name, IReadOnlyList<BenchRow> Rows, double Target, IReadOnlyList<string> Problems)
{
    public bool Passed => Problems.Count == 0 && Rows[0].PerCoreSecond >= Target;
}
