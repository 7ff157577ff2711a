using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Planning;

/// <summary>Changes of clocks: a skipped time moves on to the next that exists, a repeated one means its first occurrence.</summary>
public sealed class ClockChangeTests
{
    private static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<g>");

    [Theory]
    [InlineData("Europe/Berlin", "hours: { sun: 02:15-04:00 }", "2026-03-28T12:00:00+01", "2026-03-29T03:00:00+02")] // opens in the gap
    [InlineData("Europe/Berlin", "hours: { sun: 02:15-02:45 }", "2026-03-28T12:00:00+01", "2026-04-05T02:15:00+02")] // swallowed by the gap
    [InlineData("Europe/Berlin", "hours: { sun: 02:15-04:00 }", "2026-10-24T12:00:00+02", "2026-10-25T02:15:00+02")] // opens twice: the first
    [InlineData("Europe/Berlin", "hours: { sun: 02:15-02:45 }", "2026-10-25T02:20:00+01", "2026-11-01T02:15:00+01")] // the second time is outside
    [InlineData("Australia/Lord_Howe", "hours: { sun: 02:15-04:00 }", "2026-10-03T12:00:00+10:30", "2026-10-04T02:30:00+11")] // a gap of half an hour
    [InlineData("Australia/Lord_Howe", "hours: { sun: 01:45-04:00 }", "2026-04-04T12:00:00+11", "2026-04-05T01:45:00+11")]
    [InlineData("Pacific/Apia", "hours: { fri: 09:00-17:00 }", "2011-12-29T12:00:00-10", "2012-01-06T09:00:00+14")] // the Friday that Apia did not have
    [InlineData("Pacific/Apia", "hours: { thu: 22:00-06:00 }", "2011-12-31T05:00:00+14", "2012-01-05T22:00:00+14")] // the lost day had the end of that night
    [InlineData("Europe/Moscow", "hours: { sun: 02:30-04:00 }", "2011-03-26T12:00:00+03", "2011-03-27T03:00:00+04")]
    [InlineData("Europe/Moscow", "hours: { sun: 01:30-04:00 }", "2014-10-25T12:00:00+04", "2014-10-26T01:30:00+04")]
    [InlineData("Asia/Tehran", "hours: { mon-sun: 00:00-01:00 }", "2022-03-21T12:00:00+03:30", "2022-03-23T00:00:00+04:30")] // midnight itself is skipped
    [InlineData("America/St_Johns", "hours: { sun: 01:30-04:00 }", "2026-10-31T12:00:00-02:30", "2026-11-01T01:30:00-02:30")]
    [InlineData("Europe/Berlin", "limits: { quiet_hours: 21:00-02:30 }", "2026-03-28T22:00:00+01", "2026-03-29T03:00:00+02")]
    [InlineData("Europe/Berlin", "limits: { quiet_hours: 21:00-02:30 }", "2026-10-24T22:00:00+02", "2026-10-25T02:30:00+02")]
    [InlineData("Europe/Berlin", "holidays: { 2026-03-29: 02:30-12:00 }", "2026-03-29T00:30:00+01", "2026-03-29T03:00:00+02")]
    public void Next_FirstAttempt_IsAt(string zone, string fields, string missed, string expected) =>
        Assert.Equal(expected, At(zone, "first_attempt: { after: 0s }\ngive_up_after: 30d\n" + fields, missed));

    [Theory]
    [InlineData("Europe/Berlin", "[02:30, 12:00]", "2026-03-28T12:00:00+01", "2026-03-29T03:00:00+02")]
    [InlineData("Europe/Berlin", "[02:30, 12:00]", "2026-10-24T12:00:00+02", "2026-10-25T02:30:00+02")]
    public void Next_DaypartAtAChange_IsAt(string zone, string dayparts, string missed, string expected)
    {
        var policy = Policy(zone, $"retry: {{ no_answer: {{ dayparts: {dayparts} }} }}");
        var at = Instant(missed);
        var history = new CaseHistory(at, at, [AssumedAttempt.Of(policy, at, Outcome.NoAnswer)], null, []);

        Assert.Equal(expected, Text(Seen.TimeOf(Planner.Next(policy, history, at + Duration.FromMinutes(1))), policy.Zone));
    }

    [Fact]
    public void Next_BusyHoursWhileTheClockGoesBack_EndAtTheFirstShowing()
    {
        var policy = Policy("Europe/Berlin", "busy_hours: 01:00-02:30\nretry: { busy: { after: 1m } }");
        var at = Instant("2026-10-25T00:59:30+02");
        var history = new CaseHistory(at, at, [AssumedAttempt.Of(policy, at, Outcome.Busy)], null, []);

        Assert.Equal("2026-10-25T02:30:00+02", Text(Seen.TimeOf(Planner.Next(policy, history, at)), policy.Zone));
    }

    private static string At(string zone, string fields, string missed)
    {
        var (policy, at) = (Policy(zone, fields), Instant(missed));
        return Text(Seen.TimeOf(Planner.Next(policy, new CaseHistory(at, at, [], null, []), at)), policy.Zone);
    }

    private static Policy Policy(string zone, string fields) => PolicyText.With(fields) with { Zone = DateTimeZoneProviders.Tzdb[zone] };

    private static Instant Instant(string text) => Pattern.Parse(text).Value.ToInstant();

    private static string Text(Instant at, DateTimeZone zone) => Pattern.Format(at.InZone(zone).ToOffsetDateTime());
}
