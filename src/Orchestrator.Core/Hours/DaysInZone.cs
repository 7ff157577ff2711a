using NodaTime;
using NodaTime.TimeZones;

namespace Orchestrator.Core.Hours;

/// <summary>
/// The days around an instant on the clocks of a zone. Times of day become instants as <see cref="WallClock"/> says; while no change of clocks
/// is near that is an addition, and a replay has millions of them to do.
/// </summary>
internal readonly struct DaysInZone
{
    private static readonly Duration Near = Duration.FromDays(2);

    private readonly DateTimeZone zone;
    private readonly ZoneInterval interval;
    private readonly Instant midnight;

    public DaysInZone(Instant at, DateTimeZone zone)
    {
        this.zone = zone;
        interval = zone.GetZoneInterval(at);
        var local = at.WithOffset(interval.WallOffset);
        Date = local.Date;
        midnight = at - Duration.FromNanoseconds(local.NanosecondOfDay);
    }

    /// <summary>The day that the instant itself is on.</summary>
    public LocalDate Date { get; }

    /// <param name="day">0 for <see cref="Date"/>, 1 for the next day.</param>
    /// <param name="minutes">After that day's midnight, 0 to 2880.</param>
    public Instant InstantOf(int day, int minutes)
    {
        var plain = midnight + Duration.FromMinutes((day * OpeningHours.MinutesPerDay) + minutes);

        // The same offset for days on either side: no time here is skipped or shown twice.
        return (!interval.HasStart || interval.Start + Near <= plain) && (!interval.HasEnd || plain < interval.End - Near)
            ? plain
            : WallClock.InstantOf(Date.PlusDays(day).AtMidnight().PlusMinutes(minutes), zone);
    }
}
