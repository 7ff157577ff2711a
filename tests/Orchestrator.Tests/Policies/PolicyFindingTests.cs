using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>Each mistake is found where it is, with the field's path, a reason and a suggestion.</summary>
public sealed class PolicyFindingTests
{
    // The field stands in line 5, behind the four lines of the least policy.
    [Theory]
    [InlineData("attempts: 0", 5, 11, "attempts", "1 to 50")]
    [InlineData("attempts: many", 5, 11, "attempts", "whole number")]
    [InlineData("attempts: 99999999999", 5, 11, "attempts", "1 to 50")]
    [InlineData("attempts:", 5, 10, "attempts", "nothing is written")]
    [InlineData("attempts: [5]", 5, 11, "attempts", "single value")]
    [InlineData("atempts: 5", 5, 1, "atempts", "unknown field")]
    [InlineData("mode: on", 5, 7, "mode", "not a known word")]
    [InlineData("mode: observed", 5, 7, "mode", "not a known word")]
    [InlineData("holidays: [2026-12-31]", 5, 11, "holidays", "not holidays")]
    [InlineData("holidays: { 2026-02-30: closed }", 5, 13, "holidays.2026-02-30", "there is no day 2026-02-30")]
    [InlineData("holidays: { 31.12.2026: closed }", 5, 13, "holidays.31.12.2026", "not a date")]
    [InlineData("holidays: { 1926-12-31: closed }", 5, 13, "holidays.1926-12-31", "2000 to 2199")]
    [InlineData("holidays: { 2027-01-08..2027-01-01: closed }", 5, 13, "holidays.2027-01-08..2027-01-01", "ends before it begins")]
    [InlineData("holidays: { 2027-01-01..2028-01-02: closed }", 5, 13, "holidays.2027-01-01..2028-01-02", "more than 366 days")]
    [InlineData("holidays: { 2027-01-01..2027-01-08..2027-01-09: closed }", 5, 13, "holidays.2027-01-01..2027-01-08..2027-01-09", "not a date")]
    [InlineData("holidays: { 2026-12-31: }", 5, 25, "holidays.2026-12-31", "nothing is written")]
    [InlineData("holidays: { 2026-12-31: short }", 5, 25, "holidays.2026-12-31", "not a window")]
    [InlineData("holidays: { 2026-12-31: [09:00-12:00, closed] }", 5, 39, "holidays.2026-12-31[1]", "not a window")]
    [InlineData("holidays: { 2027-01-05: closed, 2027-01-01..2027-01-08: closed }", 5, 33, "holidays.2027-01-01..2027-01-08", "2027-01-05 is given twice, first in line 5")]
    [InlineData("busy_hours: []", 5, 13, "busy_hours", "the list is empty")]
    [InlineData("busy_hours: lunch", 5, 13, "busy_hours", "not a window")]
    [InlineData("busy_hours: 00:00-24:00", 5, 13, "busy_hours", "all day is busy")]
    [InlineData("busy_hours: [06:00-19:00, 18:00-06:00]", 5, 13, "busy_hours", "all day is busy")]
    [InlineData("priority: high", 5, 11, "priority", "named fields are expected")]
    [InlineData("priority: { base: 1001 }", 5, 19, "priority.base", "-1000 to 1000")]
    [InlineData("priority: { per_attempt: -1001 }", 5, 26, "priority.per_attempt", "-1000 to 1000")]
    [InlineData("priority: { vip: 1.5 }", 5, 18, "priority.vip", "-1000 to 1000")]
    [InlineData("priority: { per_hour_waiting: -1 }", 5, 31, "priority.per_hour_waiting", "0 to 1000")]
    [InlineData("record: yes", 5, 9, "record", "neither true nor false")]
    [InlineData("notify: { on: [missed] }", 5, 9, "notify", "a list is expected")]
    [InlineData("notify: [{ on: [missed] }]", 5, 10, "notify[0]", "nobody would be told")]
    [InlineData("notify: [{ email: [a@b.de] }]", 5, 10, "notify[0].on", "'on' is missing")]
    [InlineData("notify: [{ on: [], email: [a@b.de] }]", 5, 16, "notify[0].on", "the list is empty")]
    [InlineData("notify: [{ on: [reachd], email: [a@b.de] }]", 5, 17, "notify[0].on[0]", "not a known word")]
    [InlineData("notify: [{ on: reached, email: [] }]", 5, 32, "notify[0].email", "the list is empty")]
    [InlineData("notify: [{ on: reached, email: Head <head@example.com> }]", 5, 32, "notify[0].email", "not an e-mail address")]
    [InlineData("notify: [{ on: reached, email: \"a@b.de\\r\\nBcc: c@d.de\" }]", 5, 32, "notify[0].email", "not an e-mail address")]
    [InlineData("notify: [{ on: reached, email: a@b@c.de }]", 5, 32, "notify[0].email", "not an e-mail address")]
    [InlineData("notify: [{ on: reached, webhook: crm.example.com }]", 5, 34, "notify[0].webhook", "not an address of http")]
    [InlineData("notify: [{ on: reached, webhook: \"ftp://crm.example.com/\" }]", 5, 34, "notify[0].webhook", "not an address of http")]
    [InlineData("notify: [{ on: reached, webhook: \"https://u:p@crm.example.com/\" }]", 5, 34, "notify[0].webhook", "an address with '@'")]
    [InlineData("notify: [{ on: reached, webhook: \"https://crm.example.com:99999/\" }]", 5, 34, "notify[0].webhook", "not an address of http")]
    [InlineData("limits: { quiet_hours: 00:00-24:00 }", 5, 24, "limits.quiet_hours", "all day is quiet")]
    [InlineData("limits: { quiet_hours: [21:00-22:00] }", 5, 24, "limits.quiet_hours", "single value")]
    [InlineData("limits: { quiet_hours: 21:00 }", 5, 24, "limits.quiet_hours", "not a window")]
    [InlineData("first_attempt: { after: 25h }", 5, 25, "first_attempt.after", "out of range: 0s to 1d")]
    [InlineData("first_attempt: { after: 5 minutes }", 5, 25, "first_attempt.after", "not a duration")]
    [InlineData("first_attempt: { after: -5m }", 5, 25, "first_attempt.after", "not a duration")]
    [InlineData("first_attempt: { after: 99999999999999999999d }", 5, 25, "first_attempt.after", "not a duration")]
    [InlineData("first_attempt: 30s", 5, 16, "first_attempt", "named fields are expected")]
    [InlineData("give_up_after: 0s", 5, 16, "give_up_after", "out of range")]
    [InlineData("retry: { busy: { after: [2m, 5x] } }", 5, 30, "retry.busy.after[1]", "not a duration")]
    [InlineData("retry: { busy: { after: [] } }", 5, 25, "retry.busy.after", "the list is empty")]
    [InlineData("retry: { busy: 5m }", 5, 16, "retry.busy", "not a rule")]
    [InlineData("retry: { busy: {} }", 5, 16, "retry.busy", "exactly one of")]
    [InlineData("retry: { busy: { after: 1m, dayparts: [10:00] } }", 5, 16, "retry.busy", "exactly one of")]
    [InlineData("retry: { bussy: { after: 1m } }", 5, 10, "retry.bussy", "unknown field")]
    [InlineData("retry: { connected: { after: 1m } }", 5, 10, "retry.connected", "unknown field")]
    [InlineData("retry: { no_answer: { dayparts: [24:00] } }", 5, 34, "retry.no_answer.dayparts[0]", "not a time of day")]
    [InlineData("retry: { no_answer: { dayparts: [10:00, 10:00] } }", 5, 41, "retry.no_answer.dayparts[1]", "twice")]
    [InlineData("retry: { busy: strike_out }", 5, 16, "retry.busy", "not a rule")]
    [InlineData("retry: { invalid: { strike_out: { confirm: 0 } } }", 5, 44, "retry.invalid.strike_out.confirm", "1 to 10")]
    [InlineData("retry: { operator_refused: { after: 1m, uses_attempt: true } }", 5, 41, "retry.operator_refused.uses_attempt", "unknown field")]
    [InlineData("retry: { busy: { after: 1m, uses_attempt: yes } }", 5, 43, "retry.busy.uses_attempt", "neither true nor false")]
    [InlineData("hours: never", 5, 8, "hours", "not opening hours")]
    [InlineData("hours: {}", 5, 8, "hours", "no day is open")]
    [InlineData("hours: { mon: closed }", 5, 8, "hours", "no day is open")]
    [InlineData("hours: { monday: 09:00-20:00 }", 5, 10, "hours.monday", "not days of the week")]
    [InlineData("hours: { mon-fri: 09:00-18:00, sat,sun: 10:00-16:00 }", 5, 32, "hours.sat", "in braces a comma ends a field")]
    [InlineData("hours: { mon,wed,thu-sat: 10:00-16:00 }", 5, 10, "hours.mon", "in braces a comma ends a field")]
    [InlineData("hours: { mon: 10:00-16:00, sat }", 5, 32, "hours.sat", "nothing is written here")]
    [InlineData("hours:\n  mon:\n  tue: 10:00-16:00", 6, 7, "hours.mon", "nothing is written here")]
    [InlineData("hours: { mon: 09:00 }", 5, 15, "hours.mon", "not a window")]
    [InlineData("hours: { mon: 09:00-25:00 }", 5, 15, "hours.mon", "not a window")]
    [InlineData("hours: { mon: 09:60-10:00 }", 5, 15, "hours.mon", "not a window")]
    [InlineData("hours: { mon: [09:00-10:00, noon] }", 5, 29, "hours.mon[1]", "not a window")]
    [InlineData("hours: { mon-fri: 09:00-10:00, fri: 12:00-13:00 }", 5, 32, "hours.fri", "fri is given twice")]
    [InlineData("covers: { queues: [\"a,b\"] }", 5, 20, "covers.queues[0]", "not the name of a queue")]
    [InlineData("covers: { numbers: [\"+7*5\"] }", 5, 21, "covers.numbers[0]", "not a dialled number")]
    [InlineData("covers: { missed: [abandoned, abandonned] }", 5, 31, "covers.missed[1]", "not a known word")]
    [InlineData("covers: { waited_at_least: 2h }", 5, 28, "covers.waited_at_least", "out of range")]
    [InlineData("limits: { per_number_per_day: 0 }", 5, 31, "limits.per_number_per_day", "1 to 50")]
    [InlineData("limits: { live_callers_first: 1 }", 5, 31, "limits.live_callers_first", "neither true nor false")]
    public void Read_Mistake_IsFoundAtItsPlace(string line, int lineNumber, int column, string path, string reason)
    {
        var reading = PolicyText.Read(PolicyText.Least + line);

        var finding = Assert.Single(reading.Findings);
        Assert.Equal((lineNumber, column, path), (finding.Line, finding.Column, finding.Path));
        Assert.Contains(reason, finding.Reason.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(finding.Suggestion.ToString());
        Assert.Null(reading.Policy);
    }

    [Theory]
    [InlineData("operators: { from: queue }", 3, 20, "operators.from", "the queue has no name")]
    [InlineData("operators: { from: queue a|b }", 3, 20, "operators.from", "not the name of a queue")]
    [InlineData("operators: { from: sales }", 3, 20, "operators.from", "not an interface")]
    [InlineData("operators: { from: [PJSIP/101, 'PJSIP/102&PJSIP/103'] }", 3, 32, "operators.from[1]", "not an interface")]
    [InlineData("operators: { from: [] }", 3, 20, "operators.from", "the list is empty")]
    [InlineData("operators: { pick: in_turn }", 3, 12, "operators.from", "'from' is missing")]
    [InlineData("operators: { from: queue sales, ring: 4s }", 3, 39, "operators.ring", "out of range: 5s to 5m")]
    [InlineData("operators: { from: queue sales, accept: press A }", 3, 41, "operators.accept", "not a way to accept")]
    [InlineData("operators: { from: queue sales, announce: \"sound:../../etc/x\" }", 3, 43, "operators.announce", "not an announcement")]
    [InlineData("operators: { from: queue sales, announce: \"sound:a,b\" }", 3, 43, "operators.announce", "not an announcement")]
    public void Read_MistakeInOperators_IsFoundAtItsPlace(string line, int lineNumber, int column, string path, string reason) =>
        FoundIn(PolicyText.Least.Replace("operators: { from: queue sales }", line, StringComparison.Ordinal), lineNumber, column, path, reason);

    [Theory]
    [InlineData("customer: { dial: PJSIP/100@trunk }", 4, 19, "customer.dial", "{number} is missing")]
    [InlineData("customer: { dial: \"PJSIP/{number}{number}@trunk\" }", 4, 19, "customer.dial", "more than once")]
    [InlineData("customer: { dial: \"PJSIP/{number}@trunk&PJSIP/1@trunk\" }", 4, 19, "customer.dial", "not a safe dial string")]
    [InlineData("customer: { dial: \"PJSIP/{number}@trunk,30,g\" }", 4, 19, "customer.dial", "not a safe dial string")]
    [InlineData("customer: { dial: \"PJSIP/{number}@${TRUNK}\" }", 4, 19, "customer.dial", "not a safe dial string")]
    [InlineData("customer: { dial: \"{number}\" }", 4, 19, "customer.dial", "not a safe dial string")]
    [InlineData("customer: { dial: \"PJSIP/{number}@trunk\\r\\nX: y\" }", 4, 19, "customer.dial", "not a safe dial string")]
    [InlineData("customer: { ring: 45s }", 4, 11, "customer.dial", "'dial' is missing")]
    [InlineData("customer: { dial: \"PJSIP/{number}@t\", caller_id: Sales }", 4, 50, "customer.caller_id", "not a telephone number")]
    [InlineData("customer: { dial: \"PJSIP/{number}@t\", on_machine: drop }", 4, 51, "customer.on_machine", "not a way to treat")]
    [InlineData("customer: { dial: \"PJSIP/{number}@t\", on_machine: leave custom/x }", 4, 51, "customer.on_machine", "not a way to treat")]
    [InlineData("customer: { dial: \"PJSIP/{number}@t\", on_machine: leave sound:../x }", 4, 51, "customer.on_machine", "not a way to treat")]
    [InlineData("customer: { dial: \"PJSIP/{number}@t\", ring: 6m }", 4, 45, "customer.ring", "out of range")]
    [InlineData("customer: { dial: \"PJSIP/{number}@t\", greeting: hello }", 4, 49, "customer.greeting", "not a sound")]
    [InlineData("customer: { dial: \"PJSIP/{number}@t\", number_format: E164 }", 4, 54, "customer.number_format", "not a known word")]
    public void Read_MistakeInCustomer_IsFoundAtItsPlace(string line, int lineNumber, int column, string path, string reason) =>
        FoundIn(PolicyText.Least.Replace("customer: { dial: \"PJSIP/{number}@trunk\" }", line, StringComparison.Ordinal), lineNumber, column, path, reason);

    [Theory]
    [InlineData("attempts: 3\natempts: 3", "Did you mean 'attempts'?")]
    [InlineData("retry: { noanswer: { after: 1m } }", "Did you mean 'no_answer'?")]
    [InlineData("covers: { missed: [timedout] }", "Did you mean 'timed_out'?")]
    [InlineData("wibble: 1", "Known fields: policy, mode")]
    [InlineData("hours: { mon-fri: 09:00-18:00, sat,sun: 10:00-16:00 }", "Put a list of days in quotes: \"sat,sun\": ")]
    [InlineData("hours: { mon,wed,thu-sat: 10:00-16:00 }", "Put a list of days in quotes: \"mon,wed,thu-sat\": ")]
    [InlineData("first_attempt: 30s", "Write first_attempt: { after: 30s }")]
    [InlineData("covers: { queues: null }", "Write a list of queue names such as [sales, support]; if that is the name, put it in quotes: \"null\"")]
    public void Read_MisspeltWord_SuggestsTheRightOne(string line, string suggestion) =>
        Assert.StartsWith(suggestion, Assert.Single(PolicyText.Read(PolicyText.Least + line).Findings).Suggestion.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_FirstAttemptWithoutFields_HasItsDefault() =>
        Assert.Equal(Duration.FromSeconds(30), PolicyText.With("first_attempt: {}").FirstAttemptAfter);

    [Fact]
    public void Read_MisspeltZone_SuggestsTheRightOne()
    {
        var finding = Assert.Single(PolicyText.Read(PolicyText.Least.Replace("Europe/Moscow", "Europe/Moskow", StringComparison.Ordinal)).Findings);

        Assert.Equal("Did you mean 'Europe/Moscow'?", finding.Suggestion.ToString());
        Assert.Equal((2, 11), (finding.Line, finding.Column));
    }

    [Fact]
    public void Read_EmptyMapping_NamesEveryMissingField() =>
        Assert.Equal(
            [("policy", "the field 'policy' is missing"), ("timezone", "the field 'timezone' is missing"), ("operators", "the field 'operators' is missing"), ("customer", "the field 'customer' is missing")],
            PolicyText.Read("{}").Findings.Select(f => (f.Path, f.Reason.ToString())));

    [Fact]
    public void Read_ManyMistakes_AreAllFoundAtOnceInTheOrderOfTheFile()
    {
        var findings = PolicyText.Read("""
            policy: sales dept
            mode: observed
            timezone: Moscow
            attempts: 77
            retry:
              busy: { after: [1m, soon] }
            operators: { from: queue sales, ring: 1s }
            customer: { dial: trunk }
            record: on
            """).Findings;

        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9], findings.Select(f => f.Line));
    }

    [Fact]
    public void ToString_Finding_ReadsLikeACompilersLine() =>
        Assert.Equal(
            "sales.yaml:5:11: error: attempts: not a whole number from 1 to 50 (found '77'). Write a whole number from 1 to 50",
            Assert.Single(PolicyText.Read(PolicyText.Least + "attempts: 77").Findings).ToString());

    private static void FoundIn(string text, int line, int column, string path, string reason)
    {
        var finding = Assert.Single(PolicyText.Read(text).Findings);
        Assert.Equal((line, column, path), (finding.Line, finding.Column, finding.Path));
        Assert.Contains(reason, finding.Reason.ToString(), StringComparison.Ordinal);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
    }
}
