using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Core.Policies;

/// <summary>A week of opening hours, in the policy's zone.</summary>
public sealed record OpeningHours
{
    internal const int MinutesPerDay = 24 * 60;

    // Yesterday, today, and three weeks: this week's only window may be over, and a change of clocks may swallow the next one.
    private const int DaysSearched = 23;

    /// <summary>No limit: <c>hours: always</c>.</summary>
    public static OpeningHours Always { get; } = new();

    /// <summary>The week's windows. Empty means open without limit; a week that is closed throughout cannot be written.</summary>
    public ImmutableArray<OpeningWindow> Windows { get; init; } = [];

    /// <summary>
    /// Special days, none twice. They go before <see cref="Windows"/>, also where those are empty; a window of the day before ends at their midnight.
    /// </summary>
    public ImmutableArray<Holiday> Holidays { get; init; } = [];

    public bool IsOpen(Instant at, DateTimeZone zone) => NextOpen(at, zone) == at;

    /// <summary>The instant itself when it is inside the hours, else the next opening.</summary>
    /// <exception cref="InvalidOperationException">No window opens within three weeks: the windows are all empty.</exception>
    public Instant NextOpen(Instant at, DateTimeZone zone)
    {
        if (Windows.IsEmpty)
        {
            return at;
        }

        // From the day before, whose last window may reach over midnight.
        var date = at.InZone(zone).Date.PlusDays(-1);
        Instant? next = null;
        for (var day = 0; day < DaysSearched && next is null; day++, date = date.PlusDays(1))
        {
            foreach (var window in Windows)
            {
                if (window.Day == date.DayOfWeek && window.On(date, zone) is var (opens, closes) && opens < closes && at < closes)
                {
                    next = Instant.Min(next ?? Instant.MaxValue, Instant.Max(opens, at));
                }
            }
        }

        return next ?? throw new InvalidOperationException("The opening hours have no opening.");
    }
}

/// <summary>One window of a weekday.</summary>
/// <param name="Day">The day on which it opens.</param>
/// <param name="OpensAt">Minutes after that day's midnight, 0 to 1439.</param>
/// <param name="ClosesAt">Minutes after the same midnight, after <paramref name="OpensAt"/>; over 1440 it closes on the next day.</param>
public sealed record OpeningWindow(IsoDayOfWeek Day, int OpensAt, int ClosesAt)
{
    internal (Instant Opens, Instant Closes) On(LocalDate date, DateTimeZone zone) => (Wall(date, OpensAt, zone), Wall(date, ClosesAt, zone));

    private static Instant Wall(LocalDate date, int minutes, DateTimeZone zone) =>
        WallClock.InstantOf(date.AtMidnight().PlusMinutes(minutes), zone);
}
