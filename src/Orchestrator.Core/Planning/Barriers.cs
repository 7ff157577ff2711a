using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Planning;

/// <summary>
/// What may stand in the way of an attempt, all rules at once: opening hours and special days, the customer's quiet hours, busy hours,
/// and how often the number may be dialled.
/// </summary>
internal sealed class Barriers(Policy policy, CaseHistory history, Instant deadline, bool keepsOutOfBusyHours)
{
    private static readonly Duration Day = Duration.FromDays(1);

    private readonly ImmutableArray<DateTimeZone> customerZones = history.CustomerZones.IsDefaultOrEmpty ? [policy.Zone] : history.CustomerZones;

    /// <summary>The first rule that an attempt at this time would break, and when that rule lets go; null when there is none.</summary>
    public Avoidance? At(Instant at) => Closed(at) ?? Quiet(at) ?? Busy(at) ?? DialledOften(at);

    /// <summary>
    /// The first time from <paramref name="at"/> on with nothing in the way; at or after the deadline when there is none.
    /// It ends: each barrier lets go later than it stops, and before the deadline there are finitely many.
    /// </summary>
    public Instant Pass(Instant at, List<Avoidance> avoided)
    {
        while (at < deadline && At(at) is { } barrier)
        {
            avoided.Add(barrier);
            at = barrier.Until;
        }

        return at;
    }

    /// <summary>The busy or quiet window that this time is in on every day, as a reason; null when there is none.</summary>
    public Reason? DailyWindowAt(Instant at) => (Quiet(at) ?? Busy(at))?.Why;

    private Avoidance? Closed(Instant at)
    {
        var (hours, zone) = (policy.Hours, policy.Zone);
        var open = hours.NextOpen(at, zone) ?? deadline;
        if (open == at)
        {
            return null;
        }

        // What the week alone would say tells whether the week or a special day is in the way.
        var usual = hours.Holidays.IsEmpty ? open : hours.Week.NextOpen(at, zone) ?? open;
        return usual > at
            ? new Avoidance(AvoidedBy.Hours, at, Instant.Min(usual, open), new Reason.ClosedThen())
            : new Avoidance(AvoidedBy.Holiday, at, open, SpecialDays(at.InZone(zone).Date));
    }

    // At night it may also be the day before whose usual window does not reach over midnight this time.
    private Reason SpecialDays(LocalDate date) => (policy.Hours.HolidayOn(date) ?? policy.Hours.HolidayOn(date.PlusDays(-1))) switch
    {
        null => new Reason.SpecialHours(null),
        { Windows.IsEmpty: true } closed => new Reason.ClosedOn(new DaySpan(closed.From, closed.To)),
        var special => new Reason.SpecialHours(new DaySpan(special.From, special.To)),
    };

    private Avoidance? Quiet(Instant at)
    {
        if (policy.Limits.QuietHours is { } quiet)
        {
            foreach (var zone in customerZones)
            {
                if (WallClock.EndOf(quiet, at, zone) is { } end)
                {
                    return new Avoidance(AvoidedBy.QuietHours, at, end, new Reason.QuietHours(quiet, zone == policy.Zone ? null : zone));
                }
            }
        }

        return null;
    }

    private Avoidance? Busy(Instant at)
    {
        if (keepsOutOfBusyHours)
        {
            foreach (var busy in policy.BusyHours)
            {
                if (WallClock.EndOf(busy, at, policy.Zone) is { } end)
                {
                    return new Avoidance(AvoidedBy.BusyHours, at, end, new Reason.BusyHours(busy));
                }
            }
        }

        return null;
    }

    private Avoidance? DialledOften(Instant at)
    {
        var most = policy.Limits.PerNumberPerDay;
        var oldest = history.DialsOfNumber.Length - most;
        return oldest >= 0 && history.DialsOfNumber[oldest] + Day is var free && at < free
            ? new Avoidance(AvoidedBy.PerNumberPerDay, at, free, new Reason.CalledOften(most))
            : null;
    }
}
