using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Planning;

public sealed class CallingDayTests
{
    private static readonly LocalDate Monday = new(2026, 11, 16);

    [Fact]
    public void Of_BusyAndQuietHours_CutTheOpenOnes()
    {
        var day = Day("hours: { mon: 09:00-20:00 }\nbusy_hours: [11:00-13:00]\nlimits: { quiet_hours: 19:00-10:00 }\n", Monday);

        Assert.Equal(
            [(0, 540, CallingTime.Closed), (540, 600, CallingTime.Quiet), (600, 660, CallingTime.Open), (660, 780, CallingTime.Busy), (780, 1140, CallingTime.Open), (1140, 1200, CallingTime.Quiet), (1200, 1440, CallingTime.Closed)],
            day.Spans.Select(s => (s.From, s.To, s.Kind)));
    }

    [Fact]
    public void Of_WindowOverMidnight_ReachesIntoTheNextDayButNotIntoASpecialOne()
    {
        const string fields = "hours: { mon-sun: 22:00-06:00 }\nholidays: { 2026-11-18: closed }\n";

        Assert.Equal([(0, 360), (1320, 1440)], Open(Day(fields, Monday)));
        Assert.Empty(Open(Day(fields, Monday.PlusDays(2))));
        Assert.Equal([(1320, 1440)], Open(Day(fields, Monday.PlusDays(3))));
        Assert.NotNull(Day(fields, Monday.PlusDays(2)).Special);
    }

    [Fact]
    public void Of_DayOnWhichTheClocksGoForward_SkipsAnHour()
    {
        var day = Day("hours: always\n", new LocalDate(2027, 3, 28), "Europe/Berlin");

        Assert.Equal([(0, 120, CallingTime.Open), (120, 180, CallingTime.Skipped), (180, 1440, CallingTime.Open)], day.Spans.Select(s => (s.From, s.To, s.Kind)));
        Assert.Equal(new ClockChange(new LocalDateTime(2027, 3, 28, 2, 0), new LocalDateTime(2027, 3, 28, 3, 0)), day.Change);
    }

    [Fact]
    public void Of_DayOnWhichTheClocksGoBack_TellsIt()
    {
        var day = Day("hours: always\n", new LocalDate(2026, 10, 25), "Europe/Berlin");

        Assert.Equal([(0, 1440)], Open(day));
        Assert.Equal(new LocalTime(2, 0), day.Change!.To.TimeOfDay);
        Assert.Null(Day("hours: always\n", new LocalDate(2026, 10, 26), "Europe/Berlin").Change);
    }

    [Fact]
    public void Of_DayThatBeginsWithASkippedHour_SkipsIt()
    {
        // The clocks of Lebanon go forward at midnight.
        var day = Day("hours: always\n", new LocalDate(2027, 3, 28), "Asia/Beirut");

        Assert.Equal((0, 60, CallingTime.Skipped), (day.Spans[0].From, day.Spans[0].To, day.Spans[0].Kind));
    }

    [Fact]
    public void Of_QuietHoursOfAnotherZone_AreShownOnThePolicysClock()
    {
        var policy = PolicyText.With("hours: always\nlimits: { quiet_hours: 20:00-09:00 }\n");

        var day = CallingDay.Of(policy, Monday, 1, DateTimeZoneProviders.Tzdb["Europe/Berlin"])[0]; // two hours behind Moscow

        Assert.Equal([(11 * 60, 22 * 60)], Open(day));
    }

    [Fact]
    public void Of_Dayparts_AreThoseAtWhichARetryMayBeMade() =>
        Assert.Equal([new LocalTime(10, 0), new LocalTime(19, 0)], Day("hours: { mon: 09:00-20:00 }\nbusy_hours: [11:00-13:00]\nretry: { no_answer: { dayparts: [19:00, 10:00, 12:00, 21:00] } }\n", Monday).Dayparts);

    [Theory]
    [InlineData("hours: always\n", "Europe/Moscow")]
    [InlineData("hours: { mon-fri: [09:00-13:00, 14:00-20:00], sat: 22:00-06:00 }\n", "Europe/Berlin")]
    [InlineData("hours: { mon-sun: 20:00-08:00 }\nholidays: { 2027-03-27..2027-03-28: 22:00-04:00, 2027-03-30: closed }\n", "Europe/Berlin")]
    [InlineData("hours: { mon-sun: 23:30-01:30 }\n", "Asia/Beirut")]
    public void Of_EveryMinute_IsOpenWhenTheHoursAre(string fields, string zone)
    {
        var policy = Policy(fields, zone);

        foreach (var day in CallingDay.Of(policy, new LocalDate(2027, 3, 8), 28, null))
        {
            Assert.Equal((0, 1440), (day.Spans[0].From, day.Spans[^1].To));
            foreach (var span in day.Spans.Where(s => s.Kind != CallingTime.Skipped))
            {
                foreach (var minute in new[] { span.From, (span.From + span.To) / 2, span.To - 1 })
                {
                    var at = policy.Zone.MapLocal(day.Date.AtMidnight().PlusMinutes(minute));
                    Assert.True(at.Count != 1 || policy.Hours.IsOpen(at.Single().ToInstant(), policy.Zone) == (span.Kind == CallingTime.Open), $"{day.Date} {minute}: {span.Kind}");
                }
            }
        }
    }

    [Theory]
    [InlineData("DE", "Europe/Berlin")]
    [InlineData("RU", null)]
    [InlineData("ZZ", null)]
    [InlineData(null, null)]
    public void HomeZone_OfARegion_IsThereWhereItHasOneTime(string? region, string? zone) =>
        Assert.Equal(zone is null, new NumberPlan { Home = region }.HomeZone is null);

    private static IEnumerable<(int, int)> Open(CallingDay day) => day.Spans.Where(s => s.Kind == CallingTime.Open).Select(s => (s.From, s.To));

    private static CallingDay Day(string fields, LocalDate date, string zone = "Europe/Moscow") => CallingDay.Of(Policy(fields, zone), date, 1, null)[0];

    private static Policy Policy(string fields, string zone) => PolicyText.With(fields) with { Zone = DateTimeZoneProviders.Tzdb[zone] };
}
