using System.Globalization;
using NodaTime;
using Orchestrator.Benchmarks.Parsing;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Benchmarks.Planning;

/// <summary>
/// Planned steps a second, of cases that nobody answers, under a policy with every rule that moves a step. Beside it, in the same run, the floor:
/// <see cref="TimesPerStep"/> times of day turned into instants for each step, which is what planning is made of.
/// </summary>
public static class PlanningSpeed
{
    private const int Cases = 40_000;
    private const int Seed = 20261122;

    /// <summary>Yesterday, today and the next days with two windows each, busy and quiet hours, three dayparts: about as many stand in a step.</summary>
    private const int TimesPerStep = 20;

    /// <summary>Steps of one core: a replay of a million missed calls with five attempts each asks some six million times, and has a minute.</summary>
    private const double Target = 200_000;

    private const string Text = """
        policy: bench
        timezone: Europe/Berlin
        hours: { mon-fri: [09:00-13:00, 14:00-20:00], sat: 10:00-16:00 }
        holidays: { 2026-12-24..2026-12-26: closed, 2026-12-31: 09:00-15:00, 2027-01-01: closed }
        busy_hours: [11:00-12:00, 15:00-17:00]
        retry: { busy: { after: [2m, 5m, 15m] }, no_answer: { dayparts: [10:00, 13:30, 19:00] } }
        limits: { per_number_per_day: 3, quiet_hours: 21:00-09:00 }
        operators: { from: queue bench }
        customer: { dial: "PJSIP/{number}@trunk" }
        """;

    public static async Task<bool> RunAsync(TextWriter output)
    {
        var policy = PolicyDirectory.Read("bench.yaml", Text, "").Policy!;
        var random = new Random(Seed);
        var first = Instant.FromUtc(2026, 9, 1, 0, 0);
        var misses = Enumerable.Range(0, Cases).Select(_ => first + Duration.FromSeconds(random.Next(150 * 24 * 3600))).ToList();
        var steps = misses.Sum(at => Live(policy, at));
        BenchRow[] rows =
        [
            await Meter.BestAsync("planned steps", steps, () => RunOnceAsync(() => misses.Sum(at => Live(policy, at)))),
            await Meter.BestAsync($"floor: {TimesPerStep} times of day resolved for each", steps, () => RunOnceAsync(() => Resolve(policy.Zone, steps * TimesPerStep))),
        ];
        var result = new BenchResult("Planning", rows, Target, []);
        await Meter.WriteAsync(output, result, steps, 0);
        var seconds = 6_000_000 * rows[0].CpuPerMessage.TotalSeconds;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  a million missed calls, six questions each: {seconds:N0} s of one core for planning"));
        return result.Passed;
    }

    /// <summary>Lives one case through; no answer and busy take turns.</summary>
    private static int Live(Policy policy, Instant missed)
    {
        var history = new CaseHistory(missed, missed, [], null, []);
        var now = missed;
        for (var steps = 1; ; steps++)
        {
            switch (Planner.Next(policy, history, now))
            {
                case NextStep.AttemptAt step:
                    var outcome = history.Attempts.Length % 2 == 0 ? Outcome.NoAnswer : Outcome.Busy;
                    history = AssumedAttempt.After(history, AssumedAttempt.Of(policy, step.At, outcome));
                    now = history.Attempts[^1].EndedAt;
                    break;
                case NextStep.Defer step:
                    now = step.Until;
                    break;
                default:
                    return steps;
            }
        }
    }

    private static int Resolve(DateTimeZone zone, int count)
    {
        var start = new LocalDateTime(2026, 9, 1, 0, 0);
        var late = 0;
        for (var i = 0; i < count; i++)
        {
            late += WallClock.InstantOf(start.PlusMinutes(i % (150 * 24 * 60)), zone) > Instant.MinValue ? 1 : 0;
        }

        return late;
    }

    private static Task RunOnceAsync(Func<int> work) => work() > 0 ? Task.CompletedTask : throw new InvalidOperationException("Nothing was done.");
}
