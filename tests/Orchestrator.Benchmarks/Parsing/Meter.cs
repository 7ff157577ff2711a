using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.Benchmarks.Parsing;

/// <summary>Times one run.</summary>
internal static class Meter
{
    public static async Task<BenchRow> MeasureAsync(string name, int messages, Func<Task> run)
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
        return new BenchRow(
            name,
            messages / watch.Elapsed.TotalSeconds,
            (process.TotalProcessorTime - cpu) / messages,
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
                $"  {row.Name,-52} {row.PerSecond,10:N0}/s  {row.CpuPerMessage.TotalMicroseconds,6:N2} us CPU  {row.BytesPerMessage,7:N0} B"));
        }

        foreach (var problem in result.Problems)
            await output.WriteLineAsync("  PROBLEM " + problem);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  target {result.Target:N0}/s: {(result.Passed ? "met" : "NOT met")}; order and completeness: {(result.Problems.Count == 0 ? "kept" : "NOT kept")}"));
    }
}
