using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class PolicyReaderTests
{
    [Fact]
    public void Read_LeastFields_TakesTheDefaults()
    {
        var policy = PolicyText.With("");

        Assert.Equal(OpeningHours.Always, policy.Hours);
        Assert.Equal(Duration.FromSeconds(30), policy.FirstAttemptAfter);
        Assert.Equal(5, policy.Attempts);
        Assert.Equal(Duration.FromDays(3), policy.GiveUpAfter);
        Assert.Equal("sales", policy.Operators.Queue);
        Assert.Null(policy.Operators.AcceptKey);
        Assert.Equal(OperatorPick.LongestIdle, policy.Operators.Pick);
        Assert.Equal(new Limits(), policy.Limits);
        Assert.Null(policy.Customer.CallerId);
        Assert.Equal(Enum.GetValues<Outcome>().Except([Outcome.Connected]).Order(), policy.Retry.Keys.Order());
    }

    [Fact]
    public void Read_CoversEverything_MatchesAnyCall() =>
        Assert.NotNull(new PolicySet([PolicyText.With("covers: {}")]).Match(null, null, MissReason.Unanswered, null, NumberPlan.Unknown));

    [Theory]
    [InlineData("0s", 0)]
    [InlineData("500ms", 500)]
    [InlineData("90s", 90_000)]
    [InlineData("2m", 120_000)]
    [InlineData("24h", 86_400_000)]
    [InlineData("1d", 86_400_000)]
    public void Read_Durations_AreTheirUnits(string text, long milliseconds) =>
        Assert.Equal(Duration.FromMilliseconds(milliseconds), PolicyText.With($"first_attempt: {{ after: {text} }}").FirstAttemptAfter);

    [Fact]
    public void Read_OneDelayOrSeveral_AreALadder()
    {
        var retry = PolicyText.With("retry: { busy: { after: [2m, 5m] }, unreachable: { after: 30m }, operator_hung_up: { after: 1s } }").Retry;

        Assert.Equal([Duration.FromMinutes(2), Duration.FromMinutes(5)], ((RetryRule.AfterDelay)retry[Outcome.Busy]).Delays);
        Assert.Equal([Duration.FromMinutes(30)], ((RetryRule.AfterDelay)retry[Outcome.Unreachable]).Delays);
        Assert.Equal([Duration.FromSeconds(1)], ((RetryRule.AfterDelay)retry[Outcome.OperatorHungUp]).Delays);
        Assert.False(retry[Outcome.OperatorHungUp].UsesAttempt);
        Assert.False(retry[Outcome.Congestion].UsesAttempt);
    }

    [Theory]
    [InlineData("strike_out", 1, 60)]
    [InlineData("{ strike_out: {} }", 1, 60)]
    [InlineData("{ strike_out: { confirm: 3, after: 10m } }", 3, 10)]
    public void Read_StrikeOut_InEitherForm(string rule, int confirm, int minutes) =>
        Assert.Equal(new RetryRule.StrikeOut(confirm, Duration.FromMinutes(minutes)), PolicyText.With($"retry: {{ invalid: {rule} }}").Retry[Outcome.Invalid]);

    [Fact]
    public void Read_InvalidWithDelay_IsRetried() =>
        Assert.IsType<RetryRule.AfterDelay>(PolicyText.With("retry: { invalid: { after: 1h } }").Retry[Outcome.Invalid]);

    [Fact]
    public void Read_Dayparts_AreTimesOfDay() =>
        Assert.Equal(
            [new LocalTime(10, 0), new LocalTime(19, 30)],
            ((RetryRule.OtherDaypart)PolicyText.With("retry: { no_answer: { dayparts: [10:00, 19:30] } }").Retry[Outcome.NoAnswer]).Dayparts);

    [Theory]
    [InlineData("mon-fri: 09:00-20:00", "Monday 540-1200 Tuesday 540-1200 Wednesday 540-1200 Thursday 540-1200 Friday 540-1200")]
    [InlineData("sat: [10:00-12:00, 13:00-16:00]", "Saturday 600-720 Saturday 780-960")]
    [InlineData("mon,wed: 9:00-10:00", "Monday 540-600 Wednesday 540-600")]
    [InlineData("sat-mon: 22:00-06:00", "Saturday 1320-1800 Sunday 1320-1800 Monday 1320-1800")]
    [InlineData("sun: 00:00-24:00", "Sunday 0-1440")]
    [InlineData("sun: 18:00-00:00", "Sunday 1080-1440")]
    public void Read_Hours_AreWindowsOfDays(string line, string expected)
    {
        var windows = PolicyText.With($"hours:\n  {line}").Hours.Windows;

        Assert.Equal(expected, string.Join(' ', windows.Select(w => $"{w.Day} {w.OpensAt}-{w.ClosesAt}")));
    }

    [Fact]
    public void Read_DayWrittenAsClosed_IsNotOpen() =>
        Assert.Equal(IsoDayOfWeek.Monday, Assert.Single(PolicyText.With("hours: { mon: 09:00-10:00, tue: closed }").Hours.Windows).Day);

    [Fact]
    public void Read_ListOfInterfaces_IsTakenInItsOrder()
    {
        var policy = PolicyText.Read("""
            policy: sales
            timezone: UTC
            operators: { from: [PJSIP/102, Local/101@from-queue/n], pick: ring_all, accept: press *, announce: sound:custom/callback, wrap_up: 0s }
            customer: { dial: "Local/{number}@from-internal", number_format: national }
            """).Policy!;

        Assert.Null(policy.Operators.Queue);
        Assert.Equal<ImmutableArray<string>>(["PJSIP/102", "Local/101@from-queue/n"], policy.Operators.Interfaces, (a, b) => a.SequenceEqual(b));
        Assert.Equal(OperatorPick.RingAll, policy.Operators.Pick);
        Assert.Equal('*', policy.Operators.AcceptKey);
        Assert.Equal(new Announcement.Sound("custom/callback"), policy.Operators.Announce);
        Assert.Equal(Duration.Zero, policy.Operators.WrapUp);
        Assert.Equal(NumberFormat.National, policy.Customer.NumberFormat);
    }

    [Fact]
    public void Read_ModeOff_IsOff() => Assert.Equal(PolicyMode.Off, PolicyText.With("mode: off").Mode);

    [Fact]
    public void Read_ModeObserve_IsObserve() => Assert.Equal(PolicyMode.Observe, PolicyText.With("mode: observe").Mode);

    [Theory]
    [InlineData("2026-12-31: 09:00-15:00", "2026-12-31..2026-12-31 540-900")]
    [InlineData("2027-01-01..2027-01-08: closed", "2027-01-01..2027-01-08 closed")]
    [InlineData("2027-01-01..2028-01-01: closed", "2027-01-01..2028-01-01 closed")]
    [InlineData("2028-02-29: [09:00-12:00, 22:00-06:00]", "2028-02-29..2028-02-29 540-720,1320-1800")]
    [InlineData("2027-01-09: closed, 2027-01-01: closed", "2027-01-01..2027-01-01 closed; 2027-01-09..2027-01-09 closed")]
    public void Read_Holidays_AreInTheOrderOfTheirDates(string line, string expected) =>
        Assert.Equal(expected, string.Join("; ", PolicyText.With($"holidays: {{ {line} }}").Hours.Holidays.Select(PolicyText.Describe)));

    [Fact]
    public void Read_HolidaysBesideHours_KeepBoth()
    {
        var hours = PolicyText.With("hours: { mon: 09:00-10:00 }\nholidays: { 2027-01-01: closed }").Hours;

        Assert.Equal((1, 1), (hours.Windows.Length, hours.Holidays.Length));
    }

    [Fact]
    public void Read_NoHolidays_IsAlways() => Assert.Same(OpeningHours.Always, PolicyText.With("holidays: {}").Hours);

    [Fact]
    public void Read_BusyAndQuietHours_AreWindowsOfTheDay()
    {
        var policy = PolicyText.With("busy_hours: [11:00-13:00, 23:00-01:00]\nlimits: { quiet_hours: 21:00-09:00 }");

        Assert.Equal([new DailyWindow(660, 780), new DailyWindow(1380, 1500)], policy.BusyHours);
        Assert.Equal(new DailyWindow(1260, 1980), policy.Limits.QuietHours);
        Assert.Equal([new DailyWindow(660, 780)], PolicyText.With("busy_hours: 11:00-13:00").BusyHours);
    }

    [Theory]
    [InlineData("{}", 100, -10, 100, 10)]
    [InlineData("{ base: -1000, per_attempt: 1000, vip: 0, per_hour_waiting: 1000 }", -1000, 1000, 0, 1000)]
    public void Read_Priority_IsWhatIsWrittenOrTheDefault(string fields, int first, int attempt, int vip, int hour) =>
        Assert.Equal(new PriorityRules { Base = first, PerAttempt = attempt, Vip = vip, PerHourWaiting = hour }, PolicyText.With($"priority: {fields}").Priority);

    [Fact]
    public void Read_Machines_AreTreatedAsTheFileSays()
    {
        Assert.Equal(new MachineAction.HangUp(), OnMachine("hang_up"));
        Assert.Equal(new MachineAction.Connect(), OnMachine("connect"));
        Assert.Equal(new MachineAction.Leave("custom/message"), OnMachine("leave sound:custom/message"));
        Assert.Equal(new RetryRule.AfterDelay([Duration.FromHours(2)]), PolicyText.With("retry: { machine: { after: 2h } }").Retry[Outcome.Machine], SameRule);

        static MachineAction OnMachine(string text) => PolicyText.Read(
            PolicyText.Least.Replace("@trunk\"", $"@trunk\", on_machine: {text}", StringComparison.Ordinal)).Policy!.Customer.OnMachine;

        static bool SameRule(RetryRule a, RetryRule b) => ((RetryRule.AfterDelay)a).Delays.SequenceEqual(((RetryRule.AfterDelay)b).Delays);
    }

    [Theory]
    [InlineData("last_spoken", OperatorPick.LastSpoken)]
    [InlineData("responsible", OperatorPick.Responsible)]
    public void Read_Pick_IsTheWord(string word, OperatorPick expected) =>
        Assert.Equal(expected, PolicyText.Read(PolicyText.Least.Replace("queue sales }", $"queue sales, pick: {word} }}", StringComparison.Ordinal)).Policy!.Operators.Pick);

    [Fact]
    public void Read_Record_IsTheFlag() => Assert.True(PolicyText.With("record: true").Record);

    [Fact]
    public void Read_Notify_IsWhomToTellOfWhat()
    {
        var rules = PolicyText.With("""
            notify:
              - on: [missed, struck_out, missed]
                email: [head@example.com, head@example.com, o'neil+crm@mail.example.co.uk]
              - { on: case_closed, webhook: "https://crm.example.com:8443/hooks/callbacks?site=1" }
            """).Notify;

        Assert.Equal([NoticeEvent.Missed, NoticeEvent.StruckOut], rules[0].On);
        Assert.Equal(["head@example.com", "o'neil+crm@mail.example.co.uk"], rules[0].Email);
        Assert.Null(rules[0].Webhook);
        Assert.Equal([NoticeEvent.CaseClosed], rules[1].On);
        Assert.Empty(rules[1].Email);
        Assert.Equal("https://crm.example.com:8443/hooks/callbacks?site=1", rules[1].Webhook!.ToString());
    }
}
