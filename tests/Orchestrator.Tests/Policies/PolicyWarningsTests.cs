using NodaTime;
using Orchestrator.Core.Checking;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>What is legal but foolish, each with a policy beside it that is not.</summary>
public sealed class PolicyWarningsTests
{
    private const string Hours = "hours: { mon-fri: 09:00-20:00 }\n";
    private static readonly LocalDate Today = new(2026, 11, 22);

    [Theory]
    [InlineData("retry: { no_answer: { dayparts: [10:00, 20:00, 21:30] } }", "7:41 20:00 is never within", "7:48 21:30 is never within")]
    [InlineData("retry: { no_answer: { dayparts: [09:00, 13:00, 19:59] } }")]
    [InlineData("retry: { busy: { dayparts: [08:59] } }", "7:29 08:59 is never within")]
    [InlineData("busy_hours: [11:00-13:00]\nretry: { no_answer: { dayparts: [11:00, 12:59, 15:00] } }", "8:34 11:00 is within the busy hours", "8:41 12:59 is within the busy hours")]
    [InlineData("busy_hours: [11:00-13:00]\nretry: { no_answer: { dayparts: [10:59, 13:00] } }")]
    [InlineData("limits: { quiet_hours: 12:00-09:30 }\nretry: { no_answer: { dayparts: [11:59, 13:00, 09:30] } }", "8:41 13:00 is within the quiet hours")]
    [InlineData("busy_hours: 08:00-21:00", "7:13 the busy hours leave nothing")]
    [InlineData("busy_hours: 09:00-19:59")]
    [InlineData("limits: { quiet_hours: 09:00-20:00 }", "7:24 the quiet hours leave nothing")]
    [InlineData("limits: { quiet_hours: 21:00-10:00 }")]
    public void Of_TimesThatNeverCome_AreNamed(string fields, params string[] expected) => Warned(Hours + "attempts: 1\n" + fields, expected);

    [Theory]
    [InlineData("", "1:1 customers are called outside 09:00-20:00, for example on mon at 00:00")]
    [InlineData("hours: always", "5:8 customers are called outside 09:00-20:00, for example on mon at 00:00")]
    [InlineData("hours: { mon: 09:00-20:00, sat: 10:00-20:01 }", "5:8 customers are called outside 09:00-20:00, for example on sat at 20:00")]
    [InlineData("hours: { tue: 08:59-20:00 }", "5:8 customers are called outside 09:00-20:00, for example on tue at 08:59")]
    [InlineData("hours: { sun: 19:00-02:00 }", "5:8 customers are called outside 09:00-20:00, for example on mon at 00:00")]
    [InlineData("hours: { mon-sun: 09:00-20:00 }")]
    [InlineData("hours: always\nlimits: { quiet_hours: 20:00-09:00 }")]
    [InlineData("hours: always\nlimits: { quiet_hours: 20:00-08:59 }", "5:8 customers are called outside 09:00-20:00, for example on mon at 08:59")]
    [InlineData(Hours + "holidays: { 2026-12-31: 09:00-21:00 }", "6:11 customers are called outside 09:00-20:00 on 2026-12-31")]
    [InlineData(Hours + "give_up_after: 5d\nholidays: { 2026-12-31: 09:00-15:00, 2027-01-01: closed }")]
    public void Of_CallsOutsideDecentHours_AreNamed(string fields, params string[] expected) => Warned(fields + "\nattempts: 1", expected);

    [Theory]
    [InlineData("2026-11-20..2026-11-21: closed, 2025-12-31: closed", "6:11 all holidays are over, the last was 2026-11-21")]
    [InlineData("2026-11-20..2026-11-22: closed")]
    [InlineData("2025-12-31: closed, 2026-12-31: closed")]
    public void Of_HolidaysThatAreOver_AreNamed(string days, params string[] expected) => Warned(Hours + $"holidays: {{ {days} }}\ngive_up_after: 5d", expected);

    // Mon-Fri until 20:00: the eve of a holiday closes then, and the day after it opens at 09:00.
    [Theory]
    [InlineData("give_up_after: 37h", "2026-12-25: closed", "attempts: 1", "7:16 37h is too short for the holidays: the next opening after 2026-12-25 is 85h after the last closing")] // a Friday: Monday
    [InlineData("give_up_after: 85h", "2026-12-25: closed", "attempts: 1", "7:16 85h is too short for the holidays")]
    [InlineData("give_up_after: 86h", "2026-12-25: closed", "attempts: 1")]
    [InlineData("give_up_after: 37h", "2026-12-24: closed", "attempts: 1", "7:16 37h is too short for the holidays: the next opening after 2026-12-24 is 37h after")]
    [InlineData("give_up_after: 38h", "2026-12-24: closed", "attempts: 1")]
    [InlineData("give_up_after: 38h", "2026-12-23..2026-12-24: closed", "attempts: 1", "7:16 38h is too short for the holidays: the next opening after 2026-12-23 is 61h after")]
    [InlineData("give_up_after: 37h", "2026-12-24: 10:00-12:00", "attempts: 1")]
    [InlineData("give_up_after: 14d", "2026-12-01..2027-11-30: closed, 2027-12-01..2028-11-29: closed", "attempts: 1", "7:16 14d is too short for the holidays: after 2026-12-01 nothing opens within a year")]
    [InlineData("give_up_after: 37h", "2026-01-01: closed, 2026-12-27: closed", "attempts: 1", "7:16 37h is too short for the holidays: the next opening after 2026-12-27 is 61h after")] // a Sunday: the weekend as it is
    public void Of_HolidaysLongerThanACaseLives_AreNamed(string giveUp, string days, string more, params string[] expected) =>
        Warned(Hours + $"holidays: {{ {days} }}\n{giveUp}\n{more}", expected);

    [Theory]
    [InlineData("+7423*: Asia/Vladivostok", "hours: { mon-fri: 09:00-20:00 }", "5:8 customers of +7423* are called outside 09:00-20:00 of their own time, for example on mon at 13:00, which is 20:00 Asia/Vladivostok")]
    [InlineData("+7423*: Asia/Vladivostok", "hours: { mon-fri: 09:00-13:00 }")]
    [InlineData("+79*: Asia/Vladivostok", "hours: { mon-fri: 09:00-20:00 }\nlimits: { quiet_hours: 20:00-09:00 }")]
    [InlineData("+7423*: Asia/Vladivostok", "hours: { mon-fri: 09:00-20:00 }\nlimits: { quiet_hours: 20:00-09:00 }", "6:24 mobile numbers of RU do not tell in which of its zones their owners live, and quiet hours in any of them count: of 55 open hours a week 5 are left. Write in numbers.yaml where most of them live, such as zones: { \"+79*\": Europe/Moscow }")]
    [InlineData("+7401*: Europe/Kaliningrad", "hours: { mon-fri: 09:00-20:00 }", "5:8 customers of +7401* are called outside 09:00-20:00 of their own time, for example on mon at 09:00, which is 08:00 Europe/Kaliningrad")]
    [InlineData("+7401*: Europe/Kaliningrad", "hours: { mon-fri: 10:00-20:00 }")]
    [InlineData("+7*: Europe/Moscow", "hours: { mon-fri: 09:00-20:00 }")]
    public void Of_CallsOutsideDecentHoursOfTheCustomer_AreNamed(string zones, string hours, params string[] expected) =>
        Warned(Text(hours + "\nattempts: 1"), Plan($"zones: {{ \"{zones.Replace(":", "\":", StringComparison.Ordinal)} }}"), expected);

    [Fact]
    public void Of_CustomersMoreThanADayBehind_AreNamed() => Warned(
        Text("hours: { mon-fri: 09:00-20:00 }\nattempts: 1").Replace("Europe/Moscow", "Pacific/Kiritimati", StringComparison.Ordinal),
        Plan("zones: { \"+1684*\": Pacific/Pago_Pago }"),
        ["5:8 customers of +1684* are called outside 09:00-20:00 of their own time, for example on mon at 09:00, which is 08:00 Pacific/Pago_Pago"]);

    [Fact]
    public void Of_CountryThatIsAllowedAndSleepsThen_IsNamed() => Warned(
        Text("hours: { mon-fri: 10:00-20:00 }\nattempts: 1"),
        Plan("allow: [\"+7*\", \"+44*\"]"),
        ["5:8 customers of +44* are called outside 09:00-20:00 of their own time, for example on mon at 10:00, which is 07:00 Europe/London"]);

    [Theory]
    [InlineData("busy: { after: 2d }", "7:16 never takes effect: the first retry is 2d after an attempt, and the case is given up after 2d")]
    [InlineData("busy: { after: [47h, 2d] }")]
    [InlineData("rejected: { after: 3d }, unreachable: { after: 5d }", "7:20 never takes effect", "7:48 never takes effect")]
    [InlineData("operator_no_answer: { after: 2d }", "7:30 never takes effect")]
    [InlineData("invalid: { strike_out: { confirm: 3 } }", "7:19 no number is ever struck out: 3 matching attempts are needed, and there are 2")]
    [InlineData("invalid: { strike_out: { confirm: 3 }, uses_attempt: false }")]
    [InlineData("invalid: { strike_out: { confirm: 2, after: 2d } }", "7:19 no number is ever struck out: 2 matching attempts 2d apart take longer than give_up_after, which is 2d")]
    [InlineData("invalid: { strike_out: { confirm: 2, after: 47h } }")]
    public void Of_RulesThatComeTooLate_AreNamed(string retry, params string[] expected) =>
        Warned("attempts: 2\ngive_up_after: 2d\n" + $"retry: {{ {retry} }}\n" + Hours, expected);

    // 1, 3 and 6 hours after the misses and again 6 are the defaults.
    [Theory]
    [InlineData("give_up_after: 2h\nattempts: 2\nfirst_attempt: { after: 1h }", "5:16 2h is too short for 2 attempts: when nobody answers, the case is given up after 1 at most. Write more than 2h,")]
    [InlineData("give_up_after: 121m\nattempts: 2\nfirst_attempt: { after: 1h }")]
    [InlineData("give_up_after: 1d", "5:16 1d is too short for 5 attempts: when nobody answers, the case is given up after 3 at most. Write more than 31h,")]
    [InlineData("give_up_after: 2d\nattempts: 4")]
    [InlineData("give_up_after: 1h\nretry: { no_answer: { after: 2h, at_most: 0 } }")]
    [InlineData("give_up_after: 1d\nattempts: 3\nretry: { no_answer: { dayparts: [10:00] } }", "5:16 1d is too short for 3 attempts: when nobody answers, the case is given up after 2 at most. Write more than 63h,")]
    [InlineData("give_up_after: 1h\nretry: { no_answer: { after: 1d, uses_attempt: false } }", "5:16 1h is too short for 5 attempts")]
    [InlineData("mode: off\ngive_up_after: 1m", "6:16 1m is too short for 5 attempts")]
    public void Of_GivingUpTooSoon_IsNamed(string fields, params string[] expected) =>
        Warned(fields + "\nhours: { mon-sun: [09:00-20:00] }", expected);

    [Theory]
    [InlineData("attempts: 6", "5:11 no case comes to more than 5 of 6 attempts")]
    [InlineData("attempts: 5")]
    public void Of_AttemptsThatAreNeverUsed_AreNamed(string attempts, params string[] expected) => Warned(
        Text($$"""
        {{attempts}}
        give_up_after: 30d
        retry:
          busy: { after: 1m, at_most: 1 }
          no_answer: { after: 1m, at_most: 2 }
          unreachable: { after: 1m, at_most: 0 }
          rejected: { after: 1m, at_most: 0 }
          machine: { after: 1m, at_most: 0 }
          customer_hung_up: { after: 1m, at_most: 0 }
          failed: { after: 1m, at_most: 0 }
          invalid: { strike_out: { confirm: 2 } }
        hours: { mon-sun: 09:00-20:00 }
        """).Replace("trunk\" }", "trunk\", on_machine: hang_up }", StringComparison.Ordinal),
        null,
        expected);

    [Theory]
    [InlineData("connect", "retry: { machine: { after: 3h } }", "6:19 no effect: with customer.on_machine: connect")]
    [InlineData("hang_up", "retry: { machine: { after: 3h } }")]
    [InlineData("connect", "retry: { busy: { after: 3h } }")]
    [InlineData("leave sound:custom/x", "retry: { machine: { after: 3h } }", "4:55 the message is left up to 5 times")]
    [InlineData("leave sound:custom/x", "retry: { machine: { after: 3h, uses_attempt: false } }", "4:55 the message is left again and again")]
    [InlineData("leave sound:custom/x", "retry: { machine: { after: 3h, at_most: 1 } }")]
    public void Of_MachinesTreatedOddly_AreNamed(string onMachine, string retry, params string[] expected) =>
        Warned(Text(Hours + retry).Replace("trunk\" }", $"trunk\", on_machine: {onMachine} }}", StringComparison.Ordinal), null, expected);

    [Theory]
    [InlineData("customer: { dial: \"PJSIP/{number}@trunk\"", "ring: 14s", "4:49 hardly anybody finds their phone")]
    [InlineData("customer: { dial: \"PJSIP/{number}@trunk\"", "ring: 15s")]
    [InlineData("operators: { from: queue sales", "ring: 14s", "3:39 less than 15s is short")]
    [InlineData("operators: { from: queue sales", "ring: 15s")]
    public void Of_ShortRinging_IsNamed(string before, string ring, params string[] expected) =>
        Warned(Text(Hours).Replace(before, $"{before}, {ring}", StringComparison.Ordinal), null, expected);

    [Theory]
    [InlineData("http://crm.example.com/x", "6:43 numbers of customers go to crm.example.com unencrypted")]
    [InlineData("http://127.0.0.1:8080/x")]
    [InlineData("http://localhost/x")]
    [InlineData("https://crm.example.com/x")]
    public void Of_WebhookWithoutEncryption_IsNamed(string url, params string[] expected) =>
        Warned(Hours + $"notify: [{{ on: [case_closed], webhook:    \"{url}\" }}]", expected);

    [Theory]
    [InlineData("limits: { per_number_per_day: 4 }", "caps: { per_number_per_day: 3 }", "6:31 more than caps.per_number_per_day in numbers.yaml allows, which is 3")]
    [InlineData("limits: { per_number_per_day: 3 }", "caps: { per_number_per_day: 3 }")]
    [InlineData("", "caps: { per_number_per_day: 2 }", "1:1 more than caps.per_number_per_day in numbers.yaml allows, which is 2")]
    public void Of_LimitAboveTheCap_IsNamed(string limits, string caps, params string[] expected) => Warned(Text(Hours + limits), Plan(caps), expected);

    [Theory]
    [InlineData("responsible", "", "3:39 numbers.yaml names nobody as responsible")]
    [InlineData("responsible", "responsible: { +7495*: PJSIP/101 }")]
    [InlineData("last_spoken", "")]
    public void Of_ResponsibleAndNobodyIs_IsNamed(string pick, string numbers, params string[] expected) =>
        Warned(Text(Hours).Replace("queue sales }", $"queue sales, pick: {pick} }}", StringComparison.Ordinal), Plan(numbers), expected);

    [Fact]
    public void Of_NumbersThatCannotBeRead_SaysNothingOfThem() =>
        Assert.Empty(PolicyWarnings.Of(PolicyText.Set(("a.yaml", Text(Hours + "limits: { per_number_per_day: 9 }"))), null, Today));

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "queues: [sales]", true)]
    [InlineData("queues: [SALES, vip]", "queues: [sales]", true)]
    [InlineData("queues: [sales]", "queues: [sales, vip]", false)]
    [InlineData("queues: [sales]", "", false)]
    [InlineData("numbers: [\"+7495*\"]", "numbers: [\"74951234567\"]", true)]
    [InlineData("numbers: [\"7495*\"]", "numbers: [\"+74951*\"]", true)]
    [InlineData("numbers: [\"+74951*\"]", "numbers: [\"+7495*\"]", false)]
    [InlineData("numbers: [\"+7495\"]", "numbers: [\"+7495*\"]", false)]
    [InlineData("numbers: [\"+7495\"]", "numbers: [\"7495\"]", true)]
    [InlineData("numbers: [\"+7495*\"]", "queues: [sales]", false)]
    [InlineData("missed: [closed, abandoned]", "missed: [abandoned]", true)]
    [InlineData("missed: [closed]", "missed: [abandoned]", false)]
    [InlineData("missed: [closed]", "", false)]
    [InlineData("missed: [abandoned, timed_out, no_operators, queue_full, left_by_key, closed, left_in_menu, unanswered, requested]", "", true)]
    [InlineData("waited_at_least: 5s", "waited_at_least: 5s", true)]
    [InlineData("waited_at_least: 5s", "waited_at_least: 4s", false)]
    [InlineData("waited_at_least: 5s", "missed: [requested]", true)]
    [InlineData("waited_at_least: 5s", "missed: [requested, closed]", false)]
    public void Of_PolicyThatAnEarlierOneCovers_IsNamed(string earlier, string later, bool never)
    {
        var warnings = PolicyWarnings.Of(Covering(earlier, later), null, Today);

        Assert.Equal(never ? ["20.yaml:6:9: warning: covers: policy p20 never gets a call: 10.yaml covers all that it covers"] : [], warnings.Select(w => w.ToString().Split(" (found")[0]));
    }

    [Fact]
    public void Of_PolicyThatTwoEarlierOnesCoverTogether_IsNamedWithBoth() =>
        Assert.Contains(
            "10.yaml and 20.yaml cover all that it covers",
            Assert.Single(PolicyWarnings.Of(Covering("queues: [sales], missed: [closed]", "queues: [sales, vip], missed: [abandoned]", "queues: [sales], missed: [closed, abandoned]"), null, Today)).Reason.ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void Of_InheritedFolly_IsToldOnceAndAtTheDefaults()
    {
        const string defaults = "hours: { mon-sun: 08:00-20:00 }";
        var files = new[] { "a", "b" }.Select(n => new PolicyFile(n, "", defaults, PolicyText.Read(PolicyText.Least.Replace("sales", n, StringComparison.Ordinal) + $"covers: {{ queues: [{n}] }}", defaults)));

        var warning = Assert.Single(PolicyWarnings.Of(new PolicySetReading(PolicySet.Empty, []) { Files = [.. files] }, null, Today));

        Assert.Equal(new Place("defaults.yaml", 1, 8), warning.Place);
    }

    [Fact]
    public void Of_FileWithErrors_IsPassedOver() => Assert.Empty(PolicyWarnings.Of(PolicyText.Set(("a.yaml", "policy: a\nattempts: 0")), null, Today));

    private static void Warned(string fields, string[] expected) => Warned(Text(fields), null, expected);

    private static void Warned(string text, NumberPlan? numbers, string[] expected)
    {
        var set = PolicyText.Set(("sales.yaml", text));
        Assert.Empty(set.Findings);

        var warnings = PolicyWarnings.Of(set, numbers, Today);

        Assert.All(warnings, w => Assert.Equal(FindingSeverity.Warning, w.Severity));
        Assert.Equal(expected.Length, warnings.Length);
        Assert.All(warnings.Zip(expected), pair => Assert.StartsWith(pair.Second, $"{pair.First.Line}:{pair.First.Column} {pair.First.Reason}. {pair.First.Suggestion}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Local/8{number}@out", "national", "nobody is called this way: number guard: round_trip (+79123456789 would be dialled as 889123456789, which is no number to the trunk)")]
    [InlineData("Local/9{number}@out", "national")]
    [InlineData("PJSIP/810{number}@out", "digits")]
    public void Of_DialStringThatMakesAnotherNumber_IsNamed(string dial, string format, params string[] expected)
    {
        var set = PolicyText.Set(("sales.yaml", Text(Hours).Replace("PJSIP/{number}@trunk\"", $"{dial}\", number_format: {format}", StringComparison.Ordinal)));
        Assert.Empty(set.Findings);

        Assert.Equal(expected, PolicyWarnings.Of(set, Plan(""), Today).Select(w => w.Reason.ToString()));
    }

    private static string Text(string fields) => PolicyText.Least + fields;

    private static PolicySetReading Covering(params string[] covers) => PolicyText.Set(
        [.. covers.Select((c, i) => ($"{i + 1}0.yaml", Text(Hours).Replace("sales\n", $"p{i + 1}0\n", StringComparison.Ordinal) + $"covers: {{ {c} }}"))]);

    private static NumberPlan Plan(string fields) =>
        NumbersReader.Read(YamlSource.Parse("home: RU\n" + fields, "numbers.yaml").Root!).Plan!;
}
