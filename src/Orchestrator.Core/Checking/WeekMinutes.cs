using NodaTime;
using Orchestrator.Core.Hours;

namespace Orchestrator.Core.Checking;

/// <summary>The minutes of a week, from Monday's first on: where the hours are open.</summary>
internal sealed class WeekMinutes
{
    private const int PerDay = OpeningHours.MinutesPerDay;
    private const int PerWeek = 7 * PerDay;

    private readonly bool[] open = new bool[PerWeek];

    public WeekMinutes(OpeningHours hours)
    {
        if (hours.Windows.IsEmpty)
        {
            Array.Fill(open, value: true);
        }

        foreach (var window in hours.Windows)
        {
            var midnight = ((int)window.Day - 1) * PerDay;
            for (var minute = window.OpensAt; minute < window.ClosesAt; minute++)
            {
                open[(midnight + minute) % PerWeek] = true;
            }
        }
    }

    /// <summary>Whether the time of day is open on any weekday.</summary>
    public bool EverOpenAt(int minuteOfDay) => Enumerable.Range(0, 7).Any(day => open[(day * PerDay) + minuteOfDay]);

    public bool AllOpen(Func<int, bool> minuteOfDay) => Enumerable.Range(0, PerWeek).All(m => !open[m] || minuteOfDay(m % PerDay));

    /// <summary>How many open minutes of the week fit by their minute of the day.</summary>
    public int CountOpen(Func<int, bool> minuteOfDay) => Enumerable.Range(0, PerWeek).Count(m => open[m] && minuteOfDay(m % PerDay));

    /// <summary>The first open time whose minute of the day fits, or null.</summary>
    public (IsoDayOfWeek Day, LocalTime Time)? FirstOpen(Func<int, bool> minuteOfDay)
    {
        var minute = Array.FindIndex(open, isOpen => isOpen);
        while (minute >= 0 && minute < PerWeek)
        {
            if (open[minute] && minuteOfDay(minute % PerDay))
            {
                return ((IsoDayOfWeek)((minute / PerDay) + 1), LocalTime.FromMinutesSinceMidnight(minute % PerDay));
            }

            minute++;
        }

        return null;
    }
}
