using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Core.Hours;

/// <summary>A week of opening hours and the special days that go before it, in the policy's zone.</summary>
public sealed record OpeningHours
{
    internal const int MinutesPerDay = 24 * 60;

    // The longest range of special days (366), then a week whose only window a change of clocks may swallow.
    private const int DaysSearched = 400;

    /// <summary>No limit: <c>hours: always</c>.</summary>
    public static OpeningHours Always { get; } = new();

    /// <summary>The week's windows. Empty means open without limit; a week that is closed throughout cannot be written.</summary>
    public ImmutableArray<OpeningWindow> Windows { get; init; } = [];

    /// <summary>
    /// Special days by date, none twice. They go before <see cref="Windows"/>, also where those are empty. A window of the day before ends at
    /// the midnight where they begin; within a range of special days, windows reach over midnight as within the week.
    /// </summary>
    public ImmutableArray<Holiday> Holidays { get; init => field = value.Sort((a, b) => a.From.CompareTo(b.From)); } = [];

    /// <summary>The same week without special days.</summary>
    internal OpeningHours Week => Holidays.IsEmpty ? this : this with { Holidays = [] };

    public bool IsOpen(Instant at, DateTimeZone zone) => NextOpen(at, zone) == at;

    /// <summary>The instant itself when it is inside the hours, else the next opening; null when none comes within a year.</summary>
    public Instant? NextOpen(Instant at, DateTimeZone zone)
    {
        if (Windows.IsEmpty && Holidays.IsEmpty)
        {
            return at;
        }

        var days = new DaysInZone(at, zone);
        for (var day = -1; day < DaysSearched; day++)
        {
            if (NextOpenOn(day, at, days) is { } open)
            {
                return open;
            }
        }

        return null;
    }

    /// <summary>The minutes of a day's wall clock that are inside, 0 to 1440: of its own windows, and of those of the day before that reach over midnight.</summary>
    public IEnumerable<(int From, int To)> MinutesOn(LocalDate date)
    {
        foreach (var (start, end) in WindowsOf(date.PlusDays(-1)))
        {
            if (end > MinutesPerDay)
            {
                yield return (0, end - MinutesPerDay);
            }
        }

        foreach (var (start, end) in WindowsOf(date))
        {
            yield return (start, Math.Min(end, MinutesPerDay));
        }
    }

    /// <summary>The windows that open on a day. None reaches into a special day that it does not belong to.</summary>
    private IEnumerable<(int Start, int End)> WindowsOf(LocalDate date)
    {
        var special = HolidayOn(date);
        var windows = special is not null ? special.Windows.Select(w => (w.Start, w.End))
            : Windows.IsEmpty ? [(0, MinutesPerDay)]
            : Windows.Where(w => w.Day == date.DayOfWeek).Select(w => (w.OpensAt, w.ClosesAt));
        return HolidayOn(date.PlusDays(1)) is { } next && next != special ? windows.Select(w => (w.Item1, Math.Min(w.Item2, MinutesPerDay))) : windows;
    }

    /// <summary>Whether a window opens on that day.</summary>
    internal bool OpensOn(LocalDate date) => HolidayOn(date) is { } special
        ? !special.Windows.IsEmpty
        : Windows.IsEmpty || Windows.Any(w => w.Day == date.DayOfWeek);

    /// <summary>The special day, or the range of them, that a date belongs to.</summary>
    internal Holiday? HolidayOn(LocalDate date)
    {
        var (low, high) = (0, Holidays.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var holiday = Holidays[middle];
            if (date < holiday.From)
            {
                high = middle - 1;
            }
            else if (date > holiday.To)
            {
                low = middle + 1;
            }
            else
            {
                return holiday;
            }
        }

        return null;
    }

    /// <summary>The first moment from <paramref name="at"/> on that a window of this day covers.</summary>
    private Instant? NextOpenOn(int day, Instant at, in DaysInZone days)
    {
        var date = days.Date.PlusDays(day);
        var special = HolidayOn(date);
        Instant? next = null;
        if (special is not null)
        {
            foreach (var window in special.Windows)
            {
                next = Earlier(next, Inside(window.Start, window.End, day, special, at, days));
            }
        }
        else if (Windows.IsEmpty)
        {
            next = Inside(0, MinutesPerDay, day, special, at, days);
        }
        else
        {
            var weekday = date.DayOfWeek;
            foreach (var window in Windows)
            {
                if (window.Day == weekday)
                {
                    next = Earlier(next, Inside(window.OpensAt, window.ClosesAt, day, special, at, days));
                }
            }
        }

        return next;
    }

    private Instant? Inside(int start, int end, int day, Holiday? special, Instant at, in DaysInZone days)
    {
        if (end > MinutesPerDay && HolidayOn(days.Date.PlusDays(day + 1)) is { } next && next != special)
        {
            end = MinutesPerDay;
        }

        if (end <= MinutesPerDay && day < 0)
        {
            return null;
        }

        var (opens, closes) = (days.InstantOf(day, start), days.InstantOf(day, end));
        return opens < closes && at < closes ? Instant.Max(opens, at) : null;
    }

    private static Instant? Earlier(Instant? a, Instant? b) => a is null || b < a ? b : a;
}

/// <summary>One window of a weekday.</summary>
/// <param name="Day">The day on which it opens.</param>
/// <param name="OpensAt">Minutes after that day's midnight, 0 to 1439.</param>
/// <param name="ClosesAt">Minutes after the same midnight, after <paramref name="OpensAt"/>; over 1440 it closes on the next day.</param>
public sealed record OpeningWindow(IsoDayOfWeek Day, int OpensAt, int ClosesAt);
