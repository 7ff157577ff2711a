using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Policies;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class OpeningHoursTests
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    // 2026-11-23 is a Monday.
    [Theory]
    [InlineData("mon-fri: 09:00-20:00", "2026-11-23 09:00", "2026-11-23 09:00")]
    [InlineData("mon-fri: 09:00-20:00", "2026-11-23 19:59", "2026-11-23 19:59")]
    [InlineData("mon-fri: 09:00-20:00", "2026-11-23 20:00", "2026-11-24 09:00")]
    [InlineData("mon-fri: 09:00-20:00", "2026-11-27 20:00", "2026-11-30 09:00")]
    [InlineData("mon-fri: 09:00-20:00", "2026-11-22 12:00", "2026-11-23 09:00")]
    [InlineData("mon: [09:00-12:00, 13:00-18:00]", "2026-11-23 12:30", "2026-11-23 13:00")]
    [InlineData("mon: [09:00-12:00, 13:00-18:00]", "2026-11-23 18:00", "2026-11-30 09:00")]
    [InlineData("mon: [13:00-18:00, 09:00-12:00]", "2026-11-23 08:00", "2026-11-23 09:00")]
    [InlineData("fri: 22:00-06:00", "2026-11-28 05:59", "2026-11-28 05:59")]
    [InlineData("fri: 22:00-06:00", "2026-11-28 06:00", "2026-12-04 22:00")]
    [InlineData("sun: 22:00-06:00", "2026-11-23 01:00", "2026-11-23 01:00")]
    [InlineData("mon-sun: 00:00-24:00", "2026-11-23 00:00", "2026-11-23 00:00")]
    [InlineData("mon-sun: 00:00-24:00", "2026-11-23 23:59", "2026-11-23 23:59")]
    public void NextOpen_WeekOfWindows_IsTheTimeItselfOrTheNextOpening(string line, string at, string expected) =>
        Assert.Equal(expected, NextOpen(line, at, DateTimeZoneProviders.Tzdb["Europe/Moscow"]));

    // Clocks in Berlin skip 02:00-03:00 on 2026-03-29 and show it twice on 2026-10-25, both Sundays.
    [Theory]
    [InlineData("sun: 02:30-10:00", "2026-03-28 12:00", "2026-03-29 03:00")]
    [InlineData("sun: 01:00-02:30", "2026-03-29 03:00", "2026-04-05 01:00")]
    [InlineData("sun: 02:15-02:45", "2026-03-28 12:00", "2026-04-05 02:15")]
    [InlineData("sun: 02:15-02:45", "2026-03-22 12:00", "2026-04-05 02:15")]
    [InlineData("sun: 02:30-10:00", "2026-10-24 12:00", "2026-10-25 02:30")]
    public void NextOpen_AcrossAChangeOfClocks_MovesForwardOrTakesTheFirst(string line, string at, string expected) =>
        Assert.Equal(expected, NextOpen(line, at, Berlin));

    [Fact]
    public void NextOpen_TimeShownTwice_IsTheFirstOccurrence()
    {
        var hours = PolicyText.With("hours: { sun: 02:30-10:00 }").Hours;

        Assert.Equal(Instant.FromUtc(2026, 10, 25, 0, 30), hours.NextOpen(Instant.FromUtc(2026, 10, 24, 12, 0), Berlin));
    }

    [Fact]
    public void IsOpen_Always_IsOpenAtAnyTime() =>
        Assert.True(OpeningHours.Always.IsOpen(Instant.FromUtc(2026, 1, 1, 3, 0), DateTimeZone.Utc));

    private static string NextOpen(string line, string at, DateTimeZone zone)
    {
        var instant = WallClock.InstantOf(Pattern.Parse(at).Value, zone);
        return Pattern.Format(PolicyText.With($"hours:\n  {line}").Hours.NextOpen(instant, zone)!.Value.InZone(zone).LocalDateTime);
    }
}
