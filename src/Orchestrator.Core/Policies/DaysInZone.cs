using NodaTime;

namespace Orchestrator.Core.Policies;

/// <summary>
/// The days around an instant on the clocks of a zone. Times of day are turned into instants as <see cref="WallClock"/> says; as long as no
/// change of clocks is near, that is a subtraction, and planning has a million times to look at.
/// </summary>
internal readonly struct DaysInZone
{
    private readonly DateTimeZone zone;
    private readonly Offset offset;
    private readonly LocalDate plainFrom;
    private readonly LocalDate plainTo;

    public DaysInZone(Instant at, DateTimeZone zone)
    {
        this.zone = zone;
        var interval = zone.GetZoneInterval(at);
        offset = interval.WallOffset;
        Date = at.WithOffset(offset).Date;

        // A day and more away from either change, no clock shows a time twice or skips one.
        plainFrom = interval.HasStart ? interval.IsoLocalStart.Date.PlusDays(2) : LocalDate.MinIsoValue;
        plainTo = interval.HasEnd ? interval.IsoLocalEnd.Date.PlusDays(-2) : LocalDate.MaxIsoValue;
    }

    /// <summary>The day that the instant itself is on.</summary>
    public LocalDate Date { get; }

    /// <param name="date">Any day.</param>
    /// <param name="minutes">After its midnight, 0 to 2880.</param>
    public Instant InstantOf(LocalDate date, int minutes)
    {
        var time = date.AtMidnight().PlusMinutes(minutes);
        return date >= plainFrom && date < plainTo ? time.WithOffset(offset).ToInstant() : WallClock.InstantOf(time, zone);
    }
}
