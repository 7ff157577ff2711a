using NodaTime;
using NodaTime.TimeZones;

namespace Orchestrator.Core.Hours;

/// <summary>How a time on the wall becomes an instant across changes of summer time.</summary>
public static class WallClock
{
    // A time that the clock skips is the first instant after the gap; one that it shows twice means the first showing.
    private static readonly ZoneLocalMappingResolver Rule =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>A skipped time moves forward to the next existing instant; a repeated one means its first occurrence.</summary>
    public static Instant InstantOf(LocalDateTime time, DateTimeZone zone) => zone.ResolveLocal(time, Rule).ToInstant();

    /// <summary>When the daily window ends that an instant lies in; null when it lies outside.</summary>
    public static Instant? EndOf(DailyWindow window, Instant at, DateTimeZone zone)
    {
        var days = new DaysInZone(at, zone);
        for (var day = window.End > OpeningHours.MinutesPerDay ? -1 : 0; day <= 0; day++)
        {
            var end = days.InstantOf(day, window.End);
            if (at < end && days.InstantOf(day, window.Start) <= at)
            {
                return end;
            }
        }

        return null;
    }
}
