using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;

namespace Orchestrator.Tests.Planning;

/// <summary>The rules as a patient person would check them, window by window: what the planner's answers are held against.</summary>
internal static class PlainRules
{
    private static readonly Duration Day = Duration.FromDays(1);

    public static bool IsOpen(OpeningHours hours, Instant at, DateTimeZone zone)
    {
        var today = at.InZone(zone).Date;
        return Enumerable.Range(-2, 5).Select(today.PlusDays).Any(date => WindowsOn(hours, date).Any(w => Covers(Cut(hours, date, w), date, at, zone)));
    }

    public static bool IsIn(DailyWindow window, Instant at, DateTimeZone zone)
    {
        var today = at.InZone(zone).Date;
        return Enumerable.Range(-2, 5).Select(today.PlusDays).Any(date => Covers(window, date, at, zone));
    }

    /// <summary>Whether an attempt at that time is a retry: the customer was dialled since they last rang in and since anybody asked for a call.</summary>
    public static bool IsRetry(CaseHistory history) =>
        history.Attempts.Any(a => a.CustomerDialledAt >= history.MissedAt && (history.AskedAt is null || a.CustomerDialledAt >= history.AskedAt));

    public static bool IsDialledTooOften(CaseHistory history, Instant at, int most) => history.DialsOfNumber.Count(d => d + Day > at) >= most;

    /// <summary>Whether nothing forbids a retry at that moment.</summary>
    public static bool IsAllowedRetry(Policy policy, CaseHistory history, DateTimeZone? customer, Instant at) =>
        IsOpen(policy.Hours, at, policy.Zone)
        && !policy.BusyHours.Any(busy => IsIn(busy, at, policy.Zone))
        && (policy.Limits.QuietHours is not { } quiet || !IsIn(quiet, at, customer ?? policy.Zone))
        && !IsDialledTooOften(history, at, policy.Limits.PerNumberPerDay);

    /// <summary>The dayparts that attempts without an answer have tried: of each the nearest within two hours, round the clock, the earlier of two.</summary>
    public static IEnumerable<(LocalDate Date, LocalTime Daypart)> MissedDayparts(Policy policy, CaseHistory history, IEnumerable<LocalTime> dayparts) =>
        from attempt in history.Attempts
        where attempt.Outcome is Outcome.NoAnswer or Outcome.Unreachable or Outcome.Machine
        let local = (attempt.CustomerDialledAt ?? attempt.StartedAt).InZone(policy.Zone).LocalDateTime
        let near = (from daypart in dayparts
                    let apart = Math.Abs(Period.Between(daypart, local.TimeOfDay, PeriodUnits.Ticks).Ticks)
                    let around = Math.Min(apart, NodaConstants.TicksPerDay - apart)
                    where around <= 2 * NodaConstants.TicksPerHour
                    orderby around, daypart
                    select (LocalTime?)daypart).FirstOrDefault()
        where near is not null
        select (local.Date, near.Value);

    /// <summary>The same hours with one more day closed, and with what that takes from the nights around it.</summary>
    public static OpeningHours WithClosed(OpeningHours hours, LocalDate date)
    {
        var closed = new Holiday(date, date, []);
        var rest = hours.Holidays.SelectMany(h => date < h.From || date > h.To
            ? [h]
            : new[] { h with { To = date.PlusDays(-1) }, h with { From = date.PlusDays(1) } }.Where(part => part.From <= part.To));
        return hours with { Holidays = [.. rest, closed] };
    }

    private static IEnumerable<DailyWindow> WindowsOn(OpeningHours hours, LocalDate date) =>
        Special(hours, date)?.Windows
        ?? (hours.Windows.IsEmpty
            ? [new DailyWindow(0, 1440)]
            : hours.Windows.Where(w => w.Day == date.DayOfWeek).Select(w => new DailyWindow(w.OpensAt, w.ClosesAt)));

    private static DailyWindow Cut(OpeningHours hours, LocalDate date, DailyWindow window) =>
        Special(hours, date.PlusDays(1)) is { } next && !Equals(next, Special(hours, date)) ? window with { End = Math.Min(window.End, 1440) } : window;

    private static Holiday? Special(OpeningHours hours, LocalDate date) => hours.Holidays.FirstOrDefault(h => h.From <= date && date <= h.To);

    private static bool Covers(DailyWindow window, LocalDate date, Instant at, DateTimeZone zone) =>
        InstantOf(date, window.Start, zone) <= at && at < InstantOf(date, window.End, zone);

    private static Instant InstantOf(LocalDate date, int minutes, DateTimeZone zone) => WallClock.InstantOf(date.AtMidnight().PlusMinutes(minutes), zone);
}
