using System.Diagnostics;
using System.Globalization;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;

namespace Orchestrator.Benchmarks.Numbers;

/// <summary>How many callers' numbers one core reads, judges and reads again as the trunk would, each a new one; and what the numbering plans take of the memory.</summary>
public static class NumberReading
{
    private const int Numbers = 200_000;

    /// <summary>Of one core: a replay of a million missed calls has a minute, of which numbers may have half.</summary>
    private const double Target = 33_000;

    private static readonly CustomerRules Customer = new() { Dial = "PJSIP/{number}@trunk" };

    public static async Task<bool> RunAsync(TextWriter output)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var plan = new NumberPlan { Home = "RU" };
        var first = plan.Read("89161234567");
        var start = watch.Elapsed;
        var plans = GC.GetTotalMemory(forceFullCollection: true) - before;
        var zones = plan.ZonesOf(first!.Value).Length;
        NumberFacts.PlaceOf(first.Value, "en");
        NumberFacts.CarrierOf(first.Value, "en");
        var names = GC.GetTotalMemory(forceFullCollection: true) - before;
        Read(plan, 20_000, 3_000_000); // tiered compilation
        var rate = Enumerable.Range(0, 3).Max(round => Read(plan, Numbers, 1_000_000 * (4 + round)));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Numbers: {Numbers:N0} different callers, read as they are dialled at home
              read, judged, written for the trunk and read again   {rate:N0} /s of one core
              the first number takes {start.TotalMilliseconds:N0} ms; live heap +{plans / 1e6:N1} MB, with zones ({zones} of this number), places and networks +{names / 1e6:N1} MB
              target {Target:N0} /s: {(rate >= Target ? "PASS" : "MISS")}
            """));
        return rate >= Target;
    }

    private static double Read(NumberPlan plan, int count, int from)
    {
        var watch = Stopwatch.StartNew();
        var allowed = 0;
        for (var i = from; i < from + count; i++)
        {
            if (plan.Read(string.Create(CultureInfo.InvariantCulture, $"8916{i:0000000}")) is { } number && Customer.Guard(number, plan) is GuardVerdict.Allowed)
                allowed++;
        }

        return allowed == count ? count / watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"Only {allowed} of {count} may be called.");
    }
}
