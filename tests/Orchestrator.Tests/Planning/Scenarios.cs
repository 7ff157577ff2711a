using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Policies;
using Orchestrator.Tests.Policies;
using Outcome = Orchestrator.Core.Cases.Outcome;

namespace Orchestrator.Tests.Planning;

/// <summary>Policies of every shape that the format allows, in zones whose clocks change in every way there is.</summary>
internal static class Scenarios
{
    private static readonly Policy Least = PolicyText.With("");

    private static readonly Gen<DateTimeZone> Zones = Gen.Elements(
        "Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Tehran", "America/St_Johns",
        "Asia/Kathmandu", "America/Santiago", "Africa/Cairo", "UTC").Select(id => DateTimeZoneProviders.Tzdb[id]);

    // Around changes of clocks: both of 2026, Apia's lost day, Moscow's two changes of mind, the end of Tehran's summer time.
    private static readonly Gen<Instant> Starts =
        from date in Gen.Elements(
            new LocalDate(2026, 3, 1), new LocalDate(2026, 10, 20), new LocalDate(2026, 4, 1), new LocalDate(2011, 12, 24),
            new LocalDate(2011, 3, 20), new LocalDate(2014, 10, 20), new LocalDate(2022, 9, 15))
        from second in Gen.Choose(0, 14 * 24 * 3600)
        select Instant.FromUtc(date.Year, date.Month, date.Day, 0, 0) + Duration.FromSeconds(second);

    private static readonly Gen<DailyWindow> Windows =
        from start in Gen.Choose(0, 95)
        from length in Gen.Frequency((6, Gen.Choose(1, 48)), (1, Gen.Choose(49, 96)))
        select new DailyWindow(start * 15, (start + length) * 15);

    private static readonly Gen<ImmutableArray<OpeningWindow>> Weeks = Gen.Frequency(
        (1, Gen.Constant(ImmutableArray<OpeningWindow>.Empty)),
        (4, from days in Gen.SubListOf(Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None))
            from windows in Gen.Choose(1, 2).SelectMany(n => Windows.ListOf(n))
            select days.SelectMany(d => windows.Select(w => new OpeningWindow(d, w.Start, w.End))).ToImmutableArray()));

    private static readonly Gen<RetryRule> Rules =
        from rule in Gen.Frequency(
            (3, Spans(0, 36 * 60).NonEmptyListOf().Select(d => (RetryRule)new RetryRule.AfterDelay([.. d.Take(4)]))),
            (3, Gen.Choose(0, 95).NonEmptyListOf().Select(d => (RetryRule)new RetryRule.OtherDaypart([.. d.Take(5).Distinct().Select(Quarter)]))))
        from most in Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 3).Select(n => (int?)n)))
        from uses in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
        select rule with { AtMost = most, UsesAttempt = uses };

    private static readonly Gen<Policy> Policies =
        from zone in Zones
        from week in Weeks
        from busy in Gen.Choose(0, 2).SelectMany(n => Windows.ListOf(n))
        from quiet in Gen.Frequency((1, Gen.Constant<DailyWindow?>(null)), (1, Windows.Select(w => (DailyWindow?)w)))
        from first in Spans(0, 24 * 60)
        from attempts in Gen.Choose(1, 6)
        from giveUp in Spans(30, 8 * 24 * 60)
        from perDay in Gen.Choose(1, 4)
        from rules in Rules.ListOf(4)
        from confirm in Gen.Choose(1, 3)
        select Least with
        {
            Zone = zone,
            Hours = new OpeningHours { Windows = week },
            BusyHours = [.. busy],
            FirstAttemptAfter = first,
            Attempts = attempts,
            GiveUpAfter = giveUp,
            Limits = new Limits { PerNumberPerDay = perDay, QuietHours = quiet },
            Retry = Least.Retry
                .SetItem(Outcome.NoAnswer, rules[0])
                .SetItem(Outcome.Busy, rules[1])
                .SetItem(Outcome.Machine, rules[2])
                .SetItem(Outcome.OperatorHungUp, rules[3] with { UsesAttempt = false })
                .SetItem(Outcome.Invalid, new RetryRule.StrikeOut(confirm, first)),
        };

    private static readonly Gen<Turn> Turns =
        from lag in Gen.Frequency((3, Gen.Constant(Duration.Zero)), (1, Spans(0, 600)))
        from outcome in Gen.Frequency(
            (2, Gen.Constant(Outcome.NoAnswer)), (2, Gen.Elements(Enum.GetValues<Outcome>().Except([Outcome.Connected]).ToArray())))
        from disturbance in Gen.Frequency((6, Gen.Constant(Disturbance.None)), (1, Gen.Elements(Enum.GetValues<Disturbance>())))
        select new Turn(lag, outcome, disturbance);

    public static Arbitrary<Scenario> All { get; } =
        (from policy in Policies
         from start in Starts
         from holidays in Holidays(start)
         from customer in Gen.Frequency((1, Gen.Constant<DateTimeZone?>(null)), (1, Zones.Select(z => (DateTimeZone?)z)))
         from turns in Turns.NonEmptyListOf()
         select new Scenario(policy with { Hours = policy.Hours with { Holidays = holidays } }, start, customer, [.. turns])).ToArbitrary();

    /// <summary>A day near the start, to be closed.</summary>
    public static Gen<int> DaysFromStart { get; } = Gen.Choose(-1, 8);

    // Ranges that follow each other, so that none overlap; some touch.
    private static Gen<ImmutableArray<Holiday>> Holidays(Instant start) =>
        from count in Gen.Choose(0, 3)
        from gaps in Gen.Choose(1, 4).ListOf(count)
        from lengths in Gen.Choose(1, 4).ListOf(count)
        from windows in Gen.Choose(0, 2).SelectMany(n => Windows.ListOf(n)).ListOf(count)
        let first = start.InUtc().Date.PlusDays(-3)
        select Enumerable.Range(0, count).Select(i =>
        {
            var begin = first.PlusDays(gaps.Take(i + 1).Sum() + lengths.Take(i).Sum() - i);
            return new Holiday(begin, begin.PlusDays(lengths[i] - 1), [.. windows[i]]);
        }).ToImmutableArray();

    private static Gen<Duration> Spans(int fromMinutes, int toMinutes) => Gen.Choose(fromMinutes, toMinutes).Select(m => Duration.FromMinutes(m));

    private static LocalTime Quarter(int n) => LocalTime.FromMinutesSinceMidnight(n * 15);
}
