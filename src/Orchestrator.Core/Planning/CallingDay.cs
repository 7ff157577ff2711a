using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Planning;

/// <summary>What a policy does at a time of day.</summary>
public enum CallingTime
{
    /// <summary>Nobody is called.</summary>
    Closed,

    /// <summary>Everybody may be called.</summary>
    Open,

    /// <summary>Busy hours: first attempts only.</summary>
    Busy,

    /// <summary>Open, but the customer's quiet hours.</summary>
    Quiet,

    /// <summary>The clock skips this time.</summary>
    Skipped,
}

/// <summary>A part of a day in minutes of the wall clock, 0 to 1440.</summary>
/// <param name="From">The first minute.</param>
/// <param name="To">The first minute behind.</param>
public sealed record CallingSpan(int From, int To, CallingTime Kind);

/// <summary>The clocks change.</summary>
/// <param name="From">What the clock shows before.</param>
/// <param name="To">What it shows after.</param>
public sealed record ClockChange(LocalDateTime From, LocalDateTime To);

/// <summary>When a policy may call on one day of its zone.</summary>
/// <param name="Special">The special day, or the range of them, that it belongs to.</param>
/// <param name="Spans">From midnight to midnight without a gap.</param>
/// <param name="Dayparts">Times of day that a retry may move to, those at which it may call.</param>
/// <param name="Change">The clocks change on this day.</param>
public sealed record CallingDay(
    LocalDate Date, Holiday? Special, ImmutableArray<CallingSpan> Spans, ImmutableArray<LocalTime> Dayparts, ClockChange? Change)
{
    /// <summary>Some days in a row.</summary>
    /// <param name="customerZone">In which quiet hours are meant; null: the policy's.</param>
    public static ImmutableArray<CallingDay> Of(Policy policy, LocalDate first, int days, DateTimeZone? customerZone) =>
        [.. Enumerable.Range(0, days).Select(n => Of(policy, first.PlusDays(n), customerZone ?? policy.Zone))];

    private static CallingDay Of(Policy policy, LocalDate date, DateTimeZone customerZone)
    {
        var open = policy.Hours.MinutesOn(date).ToList();
        var busy = policy.BusyHours.SelectMany(w => MinutesOf(w, date, policy.Zone, policy.Zone)).ToList();
        var quiet = policy.Limits.QuietHours is { } hours ? MinutesOf(hours, date, customerZone, policy.Zone).ToList() : [];
        var change = ChangeOn(date, policy.Zone);
        var skipped = change is { } c && c.From < c.To ? Cut(MinuteOf(c.From, date), MinuteOf(c.To, date)).ToList() : [];
        var spans = Between(KindOf, [.. open, .. busy, .. quiet, .. skipped]);
        var dayparts = policy.Retry.Values.OfType<RetryRule.OtherDaypart>().SelectMany(r => r.Dayparts).Distinct().Order()
            .Where(d => KindOf((d.Hour * 60) + d.Minute) == CallingTime.Open);
        return new CallingDay(date, policy.Hours.HolidayOn(date), spans, [.. dayparts], change);

        CallingTime KindOf(int minute) => Has(skipped, minute) ? CallingTime.Skipped
            : !Has(open, minute) ? CallingTime.Closed
            : Has(quiet, minute) ? CallingTime.Quiet
            : Has(busy, minute) ? CallingTime.Busy
            : CallingTime.Open;
    }

    private static bool Has(List<(int From, int To)> ranges, int minute) => ranges.Exists(r => r.From <= minute && minute < r.To);

    private static ImmutableArray<CallingSpan> Between(Func<int, CallingTime> kindOf, IEnumerable<(int From, int To)> ranges)
    {
        var spans = ImmutableArray.CreateBuilder<CallingSpan>();
        int[] edges = [.. ranges.SelectMany(r => new[] { r.From, r.To }).Append(0).Append(OpeningHours.MinutesPerDay).Distinct().Order()];
        foreach (var (from, to) in edges.Zip(edges.Skip(1)))
        {
            var kind = kindOf(from);
            if (spans.Count > 0 && spans[^1].Kind == kind)
            {
                spans[^1] = spans[^1] with { To = to };
            }
            else
            {
                spans.Add(new CallingSpan(from, to, kind));
            }
        }

        return spans.ToImmutable();
    }

    /// <summary>A window of every day on a zone's clocks, as minutes of a day on another zone's.</summary>
    private static IEnumerable<(int From, int To)> MinutesOf(DailyWindow window, LocalDate date, DateTimeZone zone, DateTimeZone shownIn)
    {
        for (var day = date.PlusDays(-2); day <= date.PlusDays(1); day = day.PlusDays(1))
        {
            var midnight = day.AtMidnight();
            var (from, to) = (At(midnight.PlusMinutes(window.Start)), At(midnight.PlusMinutes(window.End)));
            foreach (var range in Cut(from, to))
            {
                yield return range;
            }
        }

        int At(LocalDateTime time) => MinuteOf(zone.Equals(shownIn) ? time : WallClock.InstantOf(time, zone).InZone(shownIn).LocalDateTime, date);
    }

    private static IEnumerable<(int From, int To)> Cut(int from, int to)
    {
        var (first, last) = (Math.Max(from, 0), Math.Min(to, OpeningHours.MinutesPerDay));
        return first < last ? [(first, last)] : [];
    }

    private static int MinuteOf(LocalDateTime time, LocalDate date) =>
        (Period.DaysBetween(date, time.Date) * OpeningHours.MinutesPerDay) + (time.Hour * 60) + time.Minute;

    private static ClockChange? ChangeOn(LocalDate date, DateTimeZone zone)
    {
        var (start, end) = (zone.AtStartOfDay(date).ToInstant(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant());
        var interval = zone.GetZoneInterval(end - Duration.Epsilon);
        if (!interval.HasStart || interval.Start < start)
        {
            return null;
        }

        var before = zone.GetZoneInterval(interval.Start - Duration.Epsilon);
        return before.WallOffset == interval.WallOffset
            ? null
            : new ClockChange(interval.Start.WithOffset(before.WallOffset).LocalDateTime, interval.Start.WithOffset(interval.WallOffset).LocalDateTime);
    }
}
