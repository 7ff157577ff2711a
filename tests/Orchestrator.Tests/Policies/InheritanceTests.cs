using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Policies;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>What a policy takes from <c>defaults.yaml</c>.</summary>
public sealed class InheritanceTests
{
    [Fact]
    public void Read_FieldOfDefaults_IsInheritedUnlessThePolicySaysIt()
    {
        const string defaults = "attempts: 3\nrecord: true";

        Assert.Equal((3, true), (With("", defaults).Attempts, With("", defaults).Record));
        Assert.Equal((7, true), (With("attempts: 7", defaults).Attempts, With("attempts: 7", defaults).Record));
    }

    [Fact]
    public void Read_Mappings_AreMergedNameByName()
    {
        var policy = With("limits: { concurrent: 2 }\nretry: { busy: { after: 1m } }", """
            limits: { concurrent: 9, per_number_per_day: 1 }
            retry: { busy: { after: 9m, at_most: 1 }, unreachable: { after: 8m } }
            customer: { ring: 30s, caller_id: "100" }
            operators: { from: queue other, ring: 25s }
            """);

        Assert.Equal((2, 1), (policy.Limits.Concurrent, policy.Limits.PerNumberPerDay));
        Assert.Equal([Duration.FromMinutes(8)], ((RetryRule.AfterDelay)policy.Retry[Outcome.Unreachable]).Delays);
        Assert.Equal((Duration.FromSeconds(30), "100"), (policy.Customer.Ring, policy.Customer.CallerId));
        Assert.Equal(("sales", Duration.FromSeconds(25)), (policy.Operators.Queue, policy.Operators.Ring));
    }

    [Fact]
    public void Read_RuleOfAnOutcome_IsReplacedAsAWhole()
    {
        var rule = With("retry: { busy: { after: 1m } }", "retry: { busy: { dayparts: [10:00], at_most: 1 } }").Retry[Outcome.Busy];

        Assert.IsType<RetryRule.AfterDelay>(rule);
        Assert.Null(rule.AtMost);
    }

    [Fact]
    public void Read_HoursAndLists_AreReplacedAsAWhole()
    {
        var policy = With("hours: { sat: 10:00-12:00 }\nbusy_hours: 10:00-11:00", "hours: { mon: 10:00-12:00 }\nbusy_hours: [13:00-14:00]");

        Assert.Equal([IsoDayOfWeek.Saturday], policy.Hours.Windows.Select(w => w.Day));
        Assert.Equal([new DailyWindow(600, 660)], policy.BusyHours);
    }

    [Theory]
    [InlineData("2027-01-04: 10:00-12:00", "2027-01-01..2027-01-03 closed; 2027-01-04..2027-01-04 600-720; 2027-01-05..2027-01-08 closed")]
    [InlineData("2027-01-01: 10:00-12:00", "2027-01-01..2027-01-01 600-720; 2027-01-02..2027-01-08 closed")]
    [InlineData("2027-01-08..2027-01-09: 10:00-12:00", "2027-01-01..2027-01-07 closed; 2027-01-08..2027-01-09 600-720")]
    [InlineData("2026-12-31..2027-01-09: 10:00-12:00", "2026-12-31..2027-01-09 600-720")]
    [InlineData("2027-01-01..2027-01-08: 10:00-12:00", "2027-01-01..2027-01-08 600-720")]
    [InlineData("2027-01-09: 10:00-12:00", "2027-01-01..2027-01-08 closed; 2027-01-09..2027-01-09 600-720")]
    [InlineData("2027-01-03: closed, 2027-01-05: closed", "2027-01-01..2027-01-02 closed; 2027-01-03..2027-01-03 closed; 2027-01-04..2027-01-04 closed; 2027-01-05..2027-01-05 closed; 2027-01-06..2027-01-08 closed")]
    public void Read_Holidays_AreMergedAndThePolicysDaysWin(string own, string expected)
    {
        var holidays = With($"holidays: {{ {own} }}", "holidays: { 2027-01-01..2027-01-08: closed }").Hours.Holidays;

        Assert.Equal(expected, string.Join("; ", holidays.Select(PolicyText.Describe)));
    }

    [Fact]
    public void Read_MistakeThatIsInherited_NamesTheDefaultsAndTheLine()
    {
        var finding = Assert.Single(PolicyText.Read(PolicyText.Least, "record: true\noperators:\n  ring: 1s").Findings);

        Assert.Equal((new Place("defaults.yaml", 3, 9), "operators.ring"), (finding.Place, finding.Path));
    }

    [Fact]
    public void Read_RequiredFieldThatNobodyWrites_IsMissingInThePolicy()
    {
        var finding = Assert.Single(PolicyText.Read("policy: sales\ntimezone: UTC\ncustomer: { dial: \"PJSIP/{number}@t\" }", "operators: { ring: 20s }").Findings);

        Assert.Equal((new Place("sales.yaml", 1, 1), "operators.from"), (finding.Place, finding.Path));
    }

    [Fact]
    public void Read_EverythingButTheName_MayBeInherited() =>
        Assert.Equal("sales", PolicyText.Read("policy: sales", PolicyText.Least.Replace("policy: sales", "mode: live", StringComparison.Ordinal)).Policy?.Operators.Queue);

    [Theory]
    [InlineData("policy: all", "not to be inherited")]
    [InlineData("covers: {}", "not to be inherited")]
    [InlineData("atempts: 3", "unknown field")]
    [InlineData("notify: [{ email: a@b.de }]", "'on' is missing")]
    [InlineData("retry: { busy: {} }", "exactly one of")]
    [InlineData("- attempts: 3", "named fields are expected")]
    public void Read_MistakeInDefaults_IsFound(string defaults, string reason) =>
        Assert.Contains(reason, Assert.Single(PolicyText.Read(PolicyText.Least, defaults).Findings).Reason.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Version_OfAPolicyWithDefaults_ChangesWithEither()
    {
        string[] versions = [With("").Version, With("", "record: true").Version, With("", "record: false").Version, With("record: true", "record: true").Version];

        Assert.Equal(4, versions.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(With("", "record: true").Version, With("", "record: true").Version);
    }

    private static Policy With(string fields, string defaults = "")
    {
        var reading = PolicyText.Read(PolicyText.Least + fields, defaults);
        Assert.Empty(reading.Findings);
        return reading.Policy!;
    }
}
