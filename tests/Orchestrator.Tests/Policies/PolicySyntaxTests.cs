using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>What YAML allows and policies do not: told with everything else that is wrong.</summary>
public sealed class PolicySyntaxTests
{
    [Theory]
    [InlineData("policy: s\npolicy: s\ntimezone: Europe/Moscw\nattempts: 99", "2 policy", "3 timezone", "4 attempts")]
    [InlineData("policy: s\ntimezone: Europe/Moscw\nattempts: 99\n---\npolicy: t", "2 timezone", "3 attempts", "4 ")]
    [InlineData("policy: s\nbusy_hours: &a 11:00-12\nattempts: 99\nhours: *a", "2 busy_hours", "2 busy_hours", "3 attempts", "4 hours")]
    [InlineData("policy: s\nattempts: !!int 99\nretry: { busy: { after: 1m, after: 2m } }", "2 attempts", "2 attempts", "3 retry.busy.after")]
    [InlineData("policy: s\nhours:\n  mon-fri: 9:00-10:00\n  mon-fri: 11:00-12:00\n? [x]\n: 1\nattempts: 99", "4 hours.mon-fri", "5 ", "7 attempts")]
    [InlineData("policy: s\nnotify:\n- { on: *a, email: *b }\n- { on: [*c], webhook: *d }", "3 notify[0].on", "3 notify[0].email", "4 notify[1].on[0]", "4 notify[1].webhook")]
    [InlineData("policy: *p\ntimezone: *t\nhours: *h\nholidays: { 2026-12-31: *d }\nfirst_attempt: *f\nattempts: *n\nretry: { busy: *b }\nrecord: *r", "1 policy", "2 timezone", "3 hours", "4 holidays.2026-12-31", "5 first_attempt", "6 attempts", "7 retry.busy", "8 record")]
    public void Read_MistakeOfTheSyntax_HidesNoOtherAndBringsNone(string text, params string[] expected)
    {
        var reading = PolicyText.Read(text, "timezone: UTC\noperators: { from: queue sales }\ncustomer: { dial: \"PJSIP/{number}@t\" }");

        Assert.Null(reading.Policy);
        Assert.Equal(expected, reading.Findings.Select(f => $"{f.Line} {f.Path}"));
    }

    [Fact]
    public void Read_MistakeOfTheSyntaxInTheDefaults_TellsTheOthersThereAndInThePolicy()
    {
        var reading = PolicyText.Read(PolicyText.Least + "attempts: 99", "record: &x true\nattempts: 77");

        Assert.Null(reading.Policy);
        Assert.Equal([("defaults.yaml", "record"), ("defaults.yaml", "attempts"), ("sales.yaml", "attempts")], reading.Findings.Select(f => (f.File, f.Path)));
    }
}
