using NodaTime;
using Orchestrator.Core.Hours;

namespace Orchestrator.Core.Checking;

/// <summary>From a closing, by special days and the week around them, to the next opening.</summary>
/// <param name="From">The last moment that was open.</param>
/// <param name="Until">The next opening; null when none comes within a year.</param>
/// <param name="Holiday">The special day that makes it.</param>
internal sealed record ClosedRun(Instant From, Instant? Until, Holiday Holiday)
{
    // A week that is open at all has a window in the days before; special days may close these as well.
    private const int DaysBack = 400;

    /// <summary>The longest run of a special day that is not over; null without any.</summary>
    public static ClosedRun? Longest(OpeningHours hours, DateTimeZone zone, LocalDate today)
    {
        var runs =
            from holiday in hours.Holidays
            where holiday.Windows.IsEmpty && holiday.To >= today
            select new ClosedRun(
                ClosingBefore(hours, zone, holiday.From), hours.NextOpen(WallClock.InstantOf(holiday.From.AtMidnight(), zone), zone), holiday);
        return runs.MaxBy(run => (run.Until ?? Instant.MaxValue) - run.From);
    }

    public bool IsAtLeast(Duration age) => Until is not { } until || until - From >= age;

    private static Instant ClosingBefore(OpeningHours hours, DateTimeZone zone, LocalDate date)
    {
        for (var back = 1; back < DaysBack; back++)
        {
            var day = date.PlusDays(-back);
            if (hours.MinutesOn(day).Select(window => (int?)window.To).Max() is { } closing)
            {
                return WallClock.InstantOf(day.AtMidnight().PlusMinutes(closing), zone);
            }
        }

        return WallClock.InstantOf(date.AtMidnight(), zone);
    }
}
