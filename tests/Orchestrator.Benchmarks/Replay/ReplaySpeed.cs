using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.History;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Benchmarks.Replay;

/// <summary>A million missed calls out of queue_log through a policy, beside a bare scan of the same file.</summary>
internal static class ReplaySpeed
{
    private const int Missed = 1_000_000;
    private static readonly TimeSpan Target = TimeSpan.FromMinutes(1);

    private const string PolicyText = """
        policy: sales
        timezone: Europe/Moscow
        hours: { mon-fri: [09:00-13:00, 14:00-20:00], sat: 10:00-16:00 }
        first_attempt: { after: 30s }
        attempts: 5
        give_up_after: 3d
        retry: { no_answer: { dayparts: [10:00, 13:00, 19:00] } }
        operators: { from: queue sales }
        customer: { dial: "PJSIP/{number}@trunk" }
        """;

    private static readonly NumberPlan Numbers = new() { Home = "RU" };

    public static async Task<bool> RunAsync(TextWriter output)
    {
        var path = Path.Combine(Path.GetTempPath(), $"queue_log-{Environment.ProcessId}");
        try
        {
            var records = await SyntheticQueueLog.WriteAsync(path, Missed);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Replay: {Missed:N0} missed calls, {records:N0} records, {new FileInfo(path).Length / 1e6:N0} MB of queue_log"));
            await RunAsync(output, "bare scan of the lines", () => ScanAsync(path));
            await RunAsync(output, "records read, calls made", () => CountAsync(path));
            var spent = await RunAsync(output, "replay", () => PlayAsync(path, compared: false));
            await RunAsync(output, "replay with --compare", () => PlayAsync(path, compared: true));
            await output.WriteLineAsync($"  target {Target.TotalSeconds:0} s of one core: {(spent < Target ? "PASS" : "MISS")}");
            return spent < Target;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<TimeSpan> RunAsync(TextWriter output, string name, Func<Task<string>> run)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = await run();
        watch.Stop();
        process.Refresh();
        var spent = process.TotalProcessorTime - cpu;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-26} {watch.Elapsed.TotalSeconds,6:N1} s, {spent.TotalSeconds,6:N1} s of one core, peak resident so far {process.PeakWorkingSet64 / 1e6,5:N0} MB; {result}"));
        return spent;
    }

    private static async Task<string> ScanAsync(string path)
    {
        await using var file = File.OpenRead(path);
        var buffer = new byte[256 * 1024];
        var lines = 0L;
        for (var read = await file.ReadAsync(buffer); read > 0; read = await file.ReadAsync(buffer))
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines");
    }

    private static async Task<string> CountAsync(string path)
    {
        var (calls, missed) = (0, 0);
        await foreach (var call in History(path).ReadAsync(CancellationToken.None))
        {
            calls++;
            missed += call.Missed is null ? 0 : 1;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{calls:N0} calls, {missed:N0} missed");
    }

    private static async Task<string> PlayAsync(string path, bool compared)
    {
        var set = new PolicySet([Policy(PolicyText)]);
        var other = compared ? new PolicySet([Policy(PolicyText.Replace("attempts: 5", "attempts: 3", StringComparison.Ordinal))]) : null;
        var answer = await ReplayRun.PlayAsync(History(path), set, other, Numbers, _ => { }, CancellationToken.None);
        return string.Create(
            CultureInfo.InvariantCulture, $"{answer.Replay.Calls.Missed:N0} missed, {answer.Replay.Cases.Opened:N0} cases, {answer.Replay.Attempts.Total:N0} attempts");
    }

    private static Policy Policy(string text) =>
        PolicyDirectory.Read("sales.yaml", text, "").Policy ?? throw new InvalidOperationException("The benchmark's policy is wrong.");

    private static QueueLogHistory History(string path) => new([path], new ReplaySpan(null, null), Instant.FromUtc(2030, 1, 1, 0, 0));
}
