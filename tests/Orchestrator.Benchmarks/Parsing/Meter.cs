using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.Benchmarks.Parsing;

/// <summary>Times runs and prints them.</summary>
internal static class Meter
{
    // Neighbours on a shared machine only ever make a run slower: the best of a few is the nearest to the truth.
    private const int Rounds = 3;

    public static async Task<BenchRow> BestAsync(string name, int messages, Func<Task> run)
    {
        var best = await MeasureAsync(name, messages, run);
        for (var round = 1; round < Rounds; round++)
        {
            var next = await MeasureAsync(name, messages, run);
            best = next.CpuPerMessage < best.CpuPerMessage ? next : best;
        }

        return best;
    }

    private static async Task<BenchRow> MeasureAsync(string name, int messages, Func<Task> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await run();
        watch.Stop();
        process.Refresh();

        // The system counts processor time in ticks of 10 ms: never divide by none.
        var spent = TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, (process.TotalProcessorTime - cpu).Ticks));
        return new BenchRow(
            name,
            messages / watch.Elapsed.TotalSeconds,
            spent / messages,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)messages);
    }

    public static async Task WriteAsync(TextWriter output, BenchResult result, int messages, long bytes)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{result.Name}: {messages:N0} messages, {bytes / 1e6:N1} MB, {Environment.ProcessorCount} processors"));
        foreach (var row in result.Rows)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {row.Name,-52} {row.PerSecond,10:N0}/s  {row.PerCoreSecond,10:N0}/s of one core  {row.CpuPerMessage.TotalMicroseconds,6:N2} us CPU  {row.BytesPerMessage,7:N0} B"));
        }

        foreach (var problem in result.Problems)
            await output.WriteLineAsync("  PROBLEM " + problem);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  target {result.Target:N0}/s of one core (best of {Rounds} runs): {(result.Passed ? "PASS" : "MISS")}; order and completeness: {(result.Problems.Count == 0 ? "kept" : "NOT kept")}"));
    }
}
