using NodaTime;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Checking;

/// <summary>Times at which nobody is called although the policy says so, or somebody is who should not be.</summary>
internal static class HoursWarnings
{
    // Below this part of the opening hours somebody will wonder why nobody is called.
    private const int LeastLeft = 2;

    private static readonly Reason MoreDecent = new Reason.NarrowHours();

    // When a call from a company is welcome nearly everywhere.
    private static readonly DailyWindow Decent = new(9 * 60, 20 * 60);

    public static void Of(CheckedPolicy subject, NumberPlan? numbers, LocalDate today)
    {
        var policy = subject.Policy;
        var week = new WeekMinutes(policy.Hours);
        foreach (var (outcome, rule) in policy.Retry.OrderBy(r => r.Key))
        {
            if (rule is RetryRule.OtherDaypart dayparts)
            {
                Dayparts(subject, week, Words.Of(outcome), dayparts);
            }
        }

        if (!policy.BusyHours.IsEmpty && week.AllOpen(m => IsBusy(policy, m)))
        {
            subject.Warn(["busy_hours"], new Reason.NoTimeButBusyHours(), new Reason.LeaveHoursFree());
        }

        if (policy.Limits.QuietHours is { } quiet && week.AllOpen(quiet.Contains))
        {
            subject.Warn(["limits", "quiet_hours"], new Reason.NoTimeButQuietHours(), new Reason.WriteShorterQuietHours());
        }

        Indecent(subject, week);
        if (numbers is not null)
        {
            IndecentElsewhere(subject, week, numbers, today);
            QuietSomewhere(subject, week, numbers, today);
        }

        ClosedForLong(subject, today);
        if (policy.Hours.Holidays is [.., var last] && policy.Hours.Holidays.All(h => h.To < today))
        {
            subject.Warn(["holidays"], new Reason.HolidaysOver(last.To), new Reason.WriteComingHolidays());
        }
    }

    private static void Dayparts(CheckedPolicy subject, WeekMinutes week, string outcome, RetryRule.OtherDaypart rule)
    {
        for (var i = 0; i < rule.Dayparts.Length; i++)
        {
            var minute = (rule.Dayparts[i].Hour * 60) + rule.Dayparts[i].Minute;
            string[] path = ["retry", outcome, "dayparts", FormattableString.Invariant($"{i}")];
            if (!week.EverOpenAt(minute))
            {
                subject.Warn(path, new Reason.NeverOpenAt(rule.Dayparts[i]), new Reason.WriteOpenTimes());
            }
            else if (IsBusy(subject.Policy, minute))
            {
                subject.Warn(path, new Reason.DaypartBusy(rule.Dayparts[i]), new Reason.WriteTimesOutsideBusyHours());
            }
            else if (subject.Policy.Limits.QuietHours?.Contains(minute) == true)
            {
                subject.Warn(path, new Reason.DaypartQuiet(rule.Dayparts[i]), new Reason.WriteTimesOutsideQuietHours());
            }
        }
    }

    private static void Indecent(CheckedPolicy subject, WeekMinutes week)
    {
        if (week.FirstOpen(m => IsIndecent(subject.Policy, m)) is var (day, time))
        {
            subject.Warn(["hours"], new Reason.CalledOutsideDecentHours(day, time), MoreDecent);
        }

        var holiday = subject.Policy.Hours.Holidays.FirstOrDefault(h => Enumerable.Range(0, OpeningHours.MinutesPerDay).Any(m => h.Windows.Any(w => w.Contains(m)) && IsIndecent(subject.Policy, m)));
        if (holiday is not null)
        {
            subject.Warn(["holidays"], new Reason.CalledOutsideDecentHoursOn(holiday.From), MoreDecent);
        }
    }

    /// <summary>The hours are the company's: who lives elsewhere may be asleep. Quiet hours are the customer's own, where their zone is known.</summary>
    private static void IndecentElsewhere(CheckedPolicy subject, WeekMinutes week, NumberPlan numbers, LocalDate today)
    {
        foreach (var (whose, zone) in CustomerZones.Of(numbers))
        {
            foreach (var ahead in CustomerZones.MinutesAhead(zone, subject.Policy.Zone, today).Where(minutes => minutes != 0))
            {
                if (week.FirstOpen(m => IsIndecent(subject.Policy, Shifted(m, ahead))) is var (day, time))
                {
                    var there = LocalTime.FromMinutesSinceMidnight(Shifted((time.Hour * 60) + time.Minute, ahead));
                    subject.Warn(["hours"], new Reason.CalledOutsideTheirDecentHours(whose, day, time, there, zone), MoreDecent);
                    return;
                }
            }
        }
    }

    /// <summary>Where a number does not tell where its owner lives, quiet hours anywhere at home count.</summary>
    private static void QuietSomewhere(CheckedPolicy subject, WeekMinutes week, NumberPlan numbers, LocalDate today)
    {
        if (subject.Policy.Limits.QuietHours is not { } quiet)
        {
            return;
        }

        var ahead = CustomerZones.OfHome(numbers).SelectMany(zone => CustomerZones.MinutesAhead(zone, subject.Policy.Zone, today)).Distinct().ToList();
        var (open, left) = (week.CountOpen(m => !quiet.Contains(m)), week.CountOpen(m => !quiet.Contains(m) && ahead.TrueForAll(by => !quiet.Contains(Shifted(m, by)))));
        if (left * LeastLeft < open)
        {
            subject.Warn(
                ["limits", "quiet_hours"],
                new Reason.QuietInAnyZone(numbers.Home!, open / 60, left / 60),
                new Reason.WriteZonesOfHome(CustomerZones.MobilePrefixOf(numbers), subject.Policy.Zone.Id));
        }
    }

    private static void ClosedForLong(CheckedPolicy subject, LocalDate today)
    {
        var policy = subject.Policy;
        if (ClosedRun.Longest(policy.Hours, policy.Zone, today) is { } run && run.IsAtLeast(policy.GiveUpAfter))
        {
            var closed = run.Until is { } until ? UnansweredCase.InHours(until - run.From) : (Duration?)null;
            subject.Warn(
                ["give_up_after"],
                new Reason.TooShortForHolidays(policy.GiveUpAfter, closed is { } apart ? new Reason.NextOpening(run.Holiday.From, apart) : new Reason.NothingOpens(run.Holiday.From)),
                closed is { } span ? new Reason.WriteMoreOrOpenADay(span) : new Reason.WriteHoursThatOpen());
        }
    }

    private static bool IsIndecent(Policy policy, int minute) => !Decent.Contains(minute) && policy.Limits.QuietHours?.Contains(minute) != true;

    // Zones are up to 26 hours apart.
    private static int Shifted(int minute, int by) => (minute + by + (2 * OpeningHours.MinutesPerDay)) % OpeningHours.MinutesPerDay;

    private static bool IsBusy(Policy policy, int minute) => policy.BusyHours.Any(w => w.Contains(minute));
}
