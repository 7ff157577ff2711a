using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Planning;

/// <summary>
/// Chooses the time of day of the next try: a daypart not yet tried on this case, the least tried when all are,
/// and never the same time of day on the day after a miss there.
/// </summary>
internal static class Dayparts
{
    // An attempt has tried the daypart it was nearest to, if that near: a miss at 16:30 says little of 19:00.
    private static readonly Duration Nearness = Duration.FromHours(2);

    // The rule excludes today and tomorrow at most; the rest is room for closed days.
    private const int DaysAhead = 10;

    /// <summary>The next daypart after the last attempt, inside opening hours and before the deadline where there is such a one.</summary>
    public static (Instant At, LocalTime Daypart) Next(
        Policy policy, CaseHistory history, ImmutableArray<LocalTime> dayparts, Instant deadline)
    {
        var misses = MissesOf(policy.Zone, history, dayparts);
        var fewest = dayparts.Min(d => misses.Count(m => m.Daypart == d));
        var wanted = dayparts.Where(d => misses.Count(m => m.Daypart == d) == fewest).ToImmutableArray();
        var after = history.Attempts[^1].EndedAt;
        var candidates = Candidates(after, wanted, misses, policy.Zone).ToList();
        return candidates.Where(c => c.At < deadline && policy.Hours.IsOpen(c.At, policy.Zone)).Append(candidates[0]).First();
    }

    private static IEnumerable<(Instant At, LocalTime Daypart)> Candidates(
        Instant after, ImmutableArray<LocalTime> wanted, List<(LocalDate Date, LocalTime Daypart)> misses, DateTimeZone zone)
    {
        var today = after.InZone(zone).Date;
        return
            from day in Enumerable.Range(0, DaysAhead)
            let date = today.PlusDays(day)
            from daypart in wanted.Order()
            let at = WallClock.InstantOf(date + daypart, zone)
            where at > after && !misses.Exists(m => m.Daypart == daypart && (m.Date == date || m.Date == date.PlusDays(-1)))
            select (at, daypart);
    }

    private static List<(LocalDate Date, LocalTime Daypart)> MissesOf(
        DateTimeZone zone, CaseHistory history, ImmutableArray<LocalTime> dayparts) =>
    [
        .. from attempt in history.Attempts
           where attempt.Outcome is Outcome.NoAnswer or Outcome.Unreachable or Outcome.Machine
           let local = (attempt.CustomerDialledAt ?? attempt.StartedAt).InZone(zone).LocalDateTime
           let nearest = dayparts.MinBy(d => (Distance(d, local.TimeOfDay), d))
           where Distance(nearest, local.TimeOfDay) <= Nearness
           select (local.Date, nearest),
    ];

    // Round the clock: 23:30 is an hour from 00:30.
    private static Duration Distance(LocalTime a, LocalTime b)
    {
        var apart = Duration.FromTicks(Math.Abs(a.TickOfDay - b.TickOfDay));
        return Duration.Min(apart, Duration.FromDays(1) - apart);
    }
}
