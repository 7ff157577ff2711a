using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies.Reading;

namespace Orchestrator.Core.Policies.Checking;

/// <summary>Times at which nobody is called although the policy says so, or somebody is who should not be.</summary>
internal static class HoursWarnings
{
    // Below this part of the opening hours somebody will wonder why nobody is called.
    private const int LeastLeft = 2;

    private const string MoreDecent = "Narrow the hours, or write limits: { quiet_hours: 20:00-09:00 }";

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
            subject.Warn(["busy_hours"], "the busy hours leave nothing of the opening hours: no retry is ever made", "Leave a part of the opening hours free");
        }

        if (policy.Limits.QuietHours is { } quiet && week.AllOpen(quiet.Contains))
        {
            subject.Warn(["limits", "quiet_hours"], "the quiet hours leave nothing of the opening hours: nobody is ever called", "Write quiet hours that leave a part of the opening hours");
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
            subject.Warn(["holidays"], $"all holidays are over, the last was {LocalDatePattern.Iso.Format(last.To)}", "Write the coming ones, or leave the field out");
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
                subject.Warn(path, $"{Phrases.Of(rule.Dayparts[i])} is never within the opening hours", "Write times of day at which the hours are open");
            }
            else if (IsBusy(subject.Policy, minute))
            {
                subject.Warn(path, $"{Phrases.Of(rule.Dayparts[i])} is within the busy hours, and retries keep out of these", "Write times of day outside busy_hours");
            }
            else if (subject.Policy.Limits.QuietHours?.Contains(minute) == true)
            {
                subject.Warn(path, $"{Phrases.Of(rule.Dayparts[i])} is within the quiet hours, and nobody is called in these", "Write times of day outside limits.quiet_hours");
            }
        }
    }

    private static void Indecent(CheckedPolicy subject, WeekMinutes week)
    {
        if (week.FirstOpen(m => IsIndecent(subject.Policy, m)) is var (day, time))
        {
            subject.Warn(["hours"], $"customers are called outside 09:00-20:00, for example on {WeekdayText.Name(day)} at {Phrases.Of(time)}", MoreDecent);
        }

        var holiday = subject.Policy.Hours.Holidays.FirstOrDefault(h => Enumerable.Range(0, OpeningHours.MinutesPerDay).Any(m => h.Windows.Any(w => w.Contains(m)) && IsIndecent(subject.Policy, m)));
        if (holiday is not null)
        {
            subject.Warn(["holidays"], $"customers are called outside 09:00-20:00 on {LocalDatePattern.Iso.Format(holiday.From)}", MoreDecent);
        }
    }

    /// <summary>The hours are the company's: who lives elsewhere may be asleep. Quiet hours are the customer's own, where his zone is known.</summary>
    private static void IndecentElsewhere(CheckedPolicy subject, WeekMinutes week, NumberPlan numbers, LocalDate today)
    {
        foreach (var (whose, zone) in CustomerZones.Of(numbers))
        {
            foreach (var ahead in CustomerZones.MinutesAhead(zone, subject.Policy.Zone, today).Where(minutes => minutes != 0))
            {
                if (week.FirstOpen(m => IsIndecent(subject.Policy, Shifted(m, ahead))) is var (day, time))
                {
                    var there = Phrases.Of(LocalTime.FromMinutesSinceMidnight(Shifted((time.Hour * 60) + time.Minute, ahead)));
                    subject.Warn(
                        ["hours"],
                        $"customers of {whose} are called outside 09:00-20:00 of their own time, for example on {WeekdayText.Name(day)} at {Phrases.Of(time)}, which is {there} {zone.Id}",
                        MoreDecent);
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
                FormattableString.Invariant($"mobile numbers of {numbers.Home} do not tell in which of its zones their owners live, and quiet hours in any of them count: of {open / 60} open hours a week {left / 60} are left"),
                $"Write in numbers.yaml where most of them live, such as zones: {{ \"{CustomerZones.MobilePrefixOf(numbers)}*\": {subject.Policy.Zone.Id} }}");
        }
    }

    private static void ClosedForLong(CheckedPolicy subject, LocalDate today)
    {
        var policy = subject.Policy;
        if (ClosedRun.Longest(policy.Hours, policy.Zone, today) is { } run && run.IsAtLeast(policy.GiveUpAfter))
        {
            var opens = run.Until is { } until
                ? $"the next opening after {LocalDatePattern.Iso.Format(run.Holiday.From)} is {UnansweredCase.Readable(until - run.From)} after the last closing"
                : $"after {LocalDatePattern.Iso.Format(run.Holiday.From)} nothing opens within a year";
            var longer = run.Until is { } end ? $"Write more than {UnansweredCase.Readable(end - run.From)}, or open a day in between" : "Write hours that open";
            subject.Warn(["give_up_after"], $"{DurationText.Write(policy.GiveUpAfter)} is too short for the holidays: {opens}, and who calls early in between is never called back", longer);
        }
    }

    private static bool IsIndecent(Policy policy, int minute) => !Decent.Contains(minute) && policy.Limits.QuietHours?.Contains(minute) != true;

    // Zones are up to 26 hours apart.
    private static int Shifted(int minute, int by) => (minute + by + (2 * OpeningHours.MinutesPerDay)) % OpeningHours.MinutesPerDay;

    private static bool IsBusy(Policy policy, int minute) => policy.BusyHours.Any(w => w.Contains(minute));
}
