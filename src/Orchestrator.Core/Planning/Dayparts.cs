using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Planning;

/// <summary>
/// Chooses the time of day of the next try: a daypart not yet tried on this case, the least tried when all are,
/// and never the same time of day on the day after a miss there.
/// <para>
/// Two open days may pass without such a time (a weekend has shorter ones); the day after them any other daypart will do as well, and after that any time. A day
/// that asks for less still takes what was asked for first if it has it. Which days count depends on the week and the special days only through "is open".
/// So a day more that is closed can never bring a try forward.
/// </para>
/// </summary>
internal sealed class Dayparts
{
    // An attempt has tried the daypart it was nearest to, if that near: a miss at 16:30 says little of 19:00.
    private const long Nearness = 2 * NodaConstants.TicksPerHour;

    private const int Patience = 2;

    private readonly Policy policy;
    private readonly Barriers barriers;
    private readonly Instant after;
    private readonly DaysInZone days;
    private readonly ImmutableArray<LocalTime> dayparts;
    private readonly List<(LocalDate Date, LocalTime Daypart)> misses;
    private readonly List<Avoidance> passedOver = [];

    public Dayparts(Policy policy, CaseHistory history, ImmutableArray<LocalTime> dayparts, Barriers barriers)
    {
        this.policy = policy;
        this.barriers = barriers;
        this.dayparts = dayparts.Sort();
        after = history.Attempts[^1].EndedAt;
        days = new DaysInZone(after, policy.Zone);
        misses = MissesOf(history);
    }

    /// <summary>The daypart that an attempt has tried: the nearest to it, the earlier of two; null when none is near.</summary>
    /// <param name="time">The attempt's time of day.</param>
    /// <param name="dayparts">In ascending order.</param>
    public static LocalTime? Near(LocalTime time, ImmutableArray<LocalTime> dayparts)
    {
        var best = dayparts[0];
        foreach (var daypart in dayparts)
        {
            best = Distance(daypart, time) < Distance(best, time) ? daypart : best;
        }

        return Distance(best, time) <= Nearness ? best : null;
    }

    /// <summary>The next try after the last attempt, or the deadline when none comes before it.</summary>
    public DaypartChoice Next(Instant deadline)
    {
        var usable = Usable();
        var wanted = LeastTried(usable);
        var others = usable.RemoveRange(wanted);
        var anyTimeAfter = usable.IsEmpty ? 0 : others.IsEmpty ? Patience : Patience + 1;
        var openDays = 0;
        for (var day = 0; ; day++)
        {
            var date = days.Date.PlusDays(day);
            var start = days.InstantOf(day, 0);
            if (start >= deadline)
            {
                return Chosen(deadline, null);
            }

            if (day > 0 && policy.Hours.OpensOn(date) && (wanted.IsEmpty || wanted.Any(d => !WasMissed(d, date))))
            {
                openDays++;
            }

            if ((FirstOf(wanted, day) ?? (openDays > Patience ? FirstOf(others, day, again: true) : null)) is { } choice)
            {
                return choice;
            }

            if (openDays > anyTimeAfter)
            {
                return Chosen(start, null);
            }
        }
    }

    private DaypartChoice? FirstOf(ImmutableArray<LocalTime> candidates, int day, bool again = false)
    {
        var date = days.Date.PlusDays(day);
        foreach (var daypart in candidates)
        {
            var at = days.InstantOf(day, Minutes(daypart));
            if (at <= after)
            {
                continue;
            }

            if (WasMissed(daypart, date))
            {
                PassOver(daypart, at, new Reason.MissedAtThatTime());
            }
            else if (barriers.At(at) is { } barrier)
            {
                PassOver(daypart, at, barrier.Why);
            }
            else
            {
                return Chosen(at, daypart, again);
            }
        }

        return null;
    }

    private void PassOver(LocalTime daypart, Instant at, Reason why) =>
        passedOver.Add(new Avoidance(AvoidedBy.Daypart, at, at, new Reason.DaypartPassedOver(daypart, why)));

    private DaypartChoice Chosen(Instant at, LocalTime? daypart, bool again = false) =>
        new(at, daypart, again, [.. from p in passedOver where p.From < at orderby p.From select p with { Until = at }]);

    // Busy and quiet hours come again every day: what lies in them is no candidate, however often the day comes.
    private ImmutableArray<LocalTime> Usable() => dayparts.RemoveAll(daypart =>
    {
        var tomorrow = days.InstantOf(1, Minutes(daypart));
        var why = barriers.DailyWindowAt(tomorrow);
        if (why is not null)
        {
            var today = days.InstantOf(0, Minutes(daypart));
            PassOver(daypart, today > after ? today : tomorrow, why);
        }

        return why is not null;
    });

    private ImmutableArray<LocalTime> LeastTried(ImmutableArray<LocalTime> usable)
    {
        if (usable.IsEmpty || misses.Count == 0)
        {
            return usable;
        }

        var fewest = usable.Min(TimesMissed);
        return usable.RemoveAll(d => TimesMissed(d) > fewest);
    }

    private int TimesMissed(LocalTime daypart) => misses.Count(m => m.Daypart == daypart);

    private bool WasMissed(LocalTime daypart, LocalDate date) =>
        misses.Exists(m => m.Daypart == daypart && (m.Date == date || m.Date == date.PlusDays(-1)));

    private List<(LocalDate Date, LocalTime Daypart)> MissesOf(CaseHistory history)
    {
        var found = new List<(LocalDate Date, LocalTime Daypart)>(history.Attempts.Length);
        foreach (var attempt in history.Attempts)
        {
            if (attempt.Outcome is Outcome.NoAnswer or Outcome.Unreachable or Outcome.Machine)
            {
                var local = (attempt.CustomerDialledAt ?? attempt.StartedAt).InZone(policy.Zone).LocalDateTime;
                if (Near(local.TimeOfDay, dayparts) is { } nearest)
                {
                    found.Add((local.Date, nearest));
                }
            }
        }

        return found;
    }

    private static int Minutes(LocalTime daypart) => (daypart.Hour * 60) + daypart.Minute;

    // Round the clock: 23:30 is an hour from 00:30.
    private static long Distance(LocalTime a, LocalTime b)
    {
        var apart = Math.Abs(a.TickOfDay - b.TickOfDay);
        return Math.Min(apart, NodaConstants.TicksPerDay - apart);
    }
}

/// <summary>What the dayparts come to.</summary>
/// <param name="At">When the next try is wanted; where it is at no daypart, the barriers still have their say.</param>
/// <param name="Daypart">The daypart; null when none fits.</param>
/// <param name="Again">It was tried more often than another, which did not fit for days.</param>
/// <param name="PassedOver">The dayparts that would have come first.</param>
internal sealed record DaypartChoice(Instant At, LocalTime? Daypart, bool Again, ImmutableArray<Avoidance> PassedOver);
