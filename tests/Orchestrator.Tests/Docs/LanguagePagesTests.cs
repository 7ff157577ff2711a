using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Testing;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Checking;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Tests.Cli;
using Orchestrator.Tests.Policies;
using Orchestrator.Web.Site;
using Xunit;

namespace Orchestrator.Tests.Docs;

/// <summary>The pages of docs/languages: what the program says, side by side. When a change is meant, UPDATE_GOLDEN=1 in the environment writes them anew.</summary>
public sealed class LanguagePagesTests
{
    private const string Broken = """
        policy: sales
        timezone: Europe/Moskow
        hours: { mon-fri: 09:00-23:00 }
        attempts: 0
        atempts: 5
        retry:
          busy: { after: 5 minutes }
          no_answer: { dayparts: [10:00, 10:00] }
        operators: { from: queue }
        customer: { dial: "PJSIP/trunk", ring: 10s }
        notify: [{ on: [reachd], email: head }]
        """;

    private const string Foolish = """
        policy: support
        timezone: Europe/Moscow
        hours: { mon-fri: 09:00-23:00 }
        holidays: { 2026-12-31..2027-01-10: closed }
        give_up_after: 1d
        retry: { no_answer: { dayparts: [07:30, 10:00] } }
        operators: { from: queue support, ring: 10s }
        customer: { dial: "PJSIP/{number}@trunk" }
        notify: [{ on: [exhausted], webhook: "http://crm.example.com/hooks" }]
        """;

    private static readonly DateTimeZone Moscow = DateTimeZoneProviders.Tzdb["Europe/Moscow"];
    private static readonly Instant Missed = new LocalDateTime(2026, 11, 23, 11, 58, 30).InZoneStrictly(Moscow).ToInstant();

    [Fact]
    public Task CaseStory_IsUpToDate() => AssertAsync("case-story", new SideBySide("A case's story", "The timeline of one case, as the console, `case show` and the mails tell it.")
        .Table("", Story(), s => s.At.InZone(Moscow).ToString("HH:mm:ss", null), (s, l) => l.Say(s.Reason, Moscow)));

    [Fact]
    public Task PolicyFindings_AreUpToDate()
    {
        var reading = PolicyDirectory.Read([("10-sales.yaml", Broken), ("20-support.yaml", Foolish)], "");
        PolicyFinding[] findings = [.. reading.Findings, .. PolicyWarnings.Of(reading, null, new LocalDate(2026, 11, 21))];

        return AssertAsync("policy-findings", new SideBySide("What a policy check finds", "Errors of a broken file, and warnings about one that is legal but foolish, as `policy check` and the console tell them.")
            .Given(Broken, "yaml").Given(Foolish, "yaml")
            .Table("place", findings, f => $"{f.File}:{f.Line}:{f.Column}", (f, l) => l.Say(f.AsLine()).Split(": ", 2)[1]));
    }

    [Fact]
    public async Task Mail_IsUpToDate()
    {
        var notice = new NoticePayload(Guid.Empty, NoticeEvent.Exhausted, Missed, "sales", null, null, Case());

        await AssertAsync("mail", await new SideBySide("A mail", "What `notify` sends when a case is closed because nobody answered. `Orchestrator:Smtp:Language` is its language.")
            .TextAsync(l => Task.FromResult(NoticeText.Of(notice, Moscow, l) is var mail ? $"Subject: {mail.Subject}\n\n{mail.Body}" : "")));
    }

    [Fact]
    public async Task MissedCallsCsv_IsUpToDate() => await AssertAsync("missed-calls-csv", await new SideBySide("A list as a file", "`missed-calls.csv` of the console, in the reader's language.")
        .TextAsync(l => Task.FromResult(string.Concat(Rows(l).Select(r => Csv.Row(r)))), "csv"));

    [Fact]
    public async Task CommandLine_IsUpToDate()
    {
        string[] command = ["policy", "explain", PolicyText.Shipped("policies/shop/10-shop.yaml"), "--missed", "2026-05-08 19:58", "--outcomes", "busy,no_answer,no_answer"];

        await AssertAsync("command-line", await new SideBySide("The command line", "`policy explain policies/shop/10-shop.yaml --missed \"2026-05-08 19:58\" --outcomes busy,no_answer,no_answer`, with `--lang en` and `--lang ru`.")
            .TextAsync(async l => (await CliRun.Async([.. command, "--lang", l.Code])).Out));
    }

    /// <summary>A call in the busy hours, a busy line, a phone that nobody picks up, and a talk; the planning is the planner's.</summary>
    private static IEnumerable<(Instant At, Reason Reason)> Story()
    {
        var policy = PolicyText.With("""
            hours: { mon-fri: 09:00-20:00 }
            busy_hours: [12:00-14:00]
            retry: { busy: { after: 5m }, no_answer: { dayparts: [10:00, 15:00, 18:30] } }

            """);
        var history = new CaseHistory(Missed, Missed, [], null, []);
        yield return (Missed, new Reason.CaseOpened(new Reason.CallMissed(MissReason.Abandoned, "sales", Duration.FromSeconds(42)), "sales"));
        yield return (Missed, Next(Missed));

        var first = Missed + Duration.FromSeconds(30);
        yield return (first, new Reason.AttemptStarts(1, "PJSIP/101", new Reason.LongestIdle()));
        yield return (first, new Reason.OperatorPickedUp("PJSIP/101"));
        yield return (first + Duration.FromSeconds(8), Ended(first, 8, 1, Outcome.Busy, Reason.Hangup(17, 486)));
        yield return (first + Duration.FromSeconds(8), Next(first + Duration.FromSeconds(8)));

        var second = new LocalDateTime(2026, 11, 23, 14, 0).InZoneStrictly(Moscow).ToInstant();
        yield return (second, new Reason.NotNow(new Reason.CallersFirst("sales")));
        yield return (second + Duration.FromSeconds(20), Ended(second, 65, 2, Outcome.NoAnswer, new Reason.RangInVain(Duration.FromSeconds(45))));
        yield return (second + Duration.FromSeconds(65), Next(second + Duration.FromSeconds(65)));

        var third = new LocalDateTime(2026, 11, 23, 18, 30).InZoneStrictly(Moscow).ToInstant();
        yield return (third, new Reason.PostponedTo("user anna", third + Duration.FromMinutes(5)));
        yield return (third + Duration.FromMinutes(5), new Reason.AttemptStarts(3, "PJSIP/102", new Reason.PreferredCannot("PJSIP/101", new Reason.SpokeLast(), new Reason.WrapUp())));
        yield return (third + Duration.FromMinutes(6), new Reason.BothJoined());
        yield return (third + Duration.FromMinutes(9), new Reason.AttemptEnded(3, Outcome.Connected, new Reason.CustomerEndedTalk()));
        yield return (third + Duration.FromMinutes(9), Reason.CaseClosed.As(Disposition.Reached, new Reason.TheyTalked()));

        Reason Ended(Instant start, int seconds, int number, Outcome outcome, Reason why)
        {
            history = history with { Attempts = history.Attempts.Add(PastAttempt.Under(policy, start, start, start + Duration.FromSeconds(seconds), outcome)), DialsOfNumber = history.DialsOfNumber.Add(start) };
            return new Reason.AttemptEnded(number, outcome, why);
        }

        Reason Next(Instant now) => Planner.Next(policy, history, now) is NextStep.AttemptAt step
            ? new Reason.NextStepOn(step.At.InZone(Moscow), step.Why)
            : throw new InvalidOperationException("The story has an end that it should not have.");
    }

    private static CaseDetails Case() => new()
    {
        Number = "+79161234567",
        Policy = "sales",
        PolicyVersion = "0123456789ab",
        State = CaseState.Closed,
        Disposition = Disposition.Exhausted,
        Reason = new Reason.NoneAnswered(3),
        OpenedAt = Missed,
        ClosedAt = Missed + Duration.FromDays(1),
        MissedCalls = [new MissedCallOfCase { Pbx = "pbx1", Uniqueid = "1.2", At = Missed, Reason = MissReason.Abandoned, Queue = "sales", Did = "+74951234567", WaitedSeconds = 41.6 }],
        Attempts = [.. new[] { Outcome.Busy, Outcome.NoAnswer, Outcome.Unreachable }.Select((outcome, i) => new AttemptView { Number = i + 1, State = AttemptState.Ended, Outcome = outcome, StartedAt = Missed })],
    };

    private static IEnumerable<IEnumerable<string?>> Rows(Language language)
    {
        var page = Page(language);
        ListedMissedCall[] calls =
        [
            Call(Missed, "+79161234567", MissReason.Abandoned, Disposition.Reached, new Reason.TheyTalked()),
            Call(Missed + Duration.FromMinutes(7), "+79161234568", MissReason.TimedOut, Disposition.Exhausted, new Reason.NoneAnswered(5)),
            new() { Pbx = "pbx1", Uniqueid = "1.3", At = Missed + Duration.FromMinutes(20), Reason = MissReason.Closed, Queue = "sales", Did = "+74951234567", NoCaseReason = new Reason.NumberWithheld() },
        ];
        return [MissedCallPages.CallColumns.Select(c => language.Text(c)), .. calls.Select(c => MissedCallPages.Row(c, page))];
    }

    private static ListedMissedCall Call(Instant at, string number, MissReason reason, Disposition disposition, Reason why) => new()
    {
        Pbx = "pbx1",
        Uniqueid = "1.2",
        At = at,
        Number = number,
        Reason = reason,
        Queue = "sales",
        Did = "+74951234567",
        WaitedSeconds = 42,
        CaseId = Guid.Parse("0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b"),
        State = CaseState.Closed,
        Disposition = disposition,
        CaseReason = why,
        ClosedAt = at + Duration.FromHours(2),
    };

    /// <summary>As an operator's browser asks for it.</summary>
    private static PageContext Page(Language language)
    {
        var policies = new PoliciesInForce(PolicySnapshot.Of(new PolicySet([PolicyText.With("")]), NumberPlan.Unknown));
        var http = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "anna"), new Claim(ClaimTypes.Role, Words.Of(AccountRole.Operator))], "test")),
        };
        http.Request.Headers.Cookie = $"{PageContext.LanguageCookie}={language.Code}";
        return new PageContext(new HttpContextAccessor(), new StandInRequest { Http = http }, null!, policies, new FakeClock(Missed));
    }

    private static async Task AssertAsync(string name, SideBySide page)
    {
        var path = PolicyText.Shipped($"docs/languages/{name}.md");
        var current = page.ToString();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(path, current);
        }

        var text = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
        Assert.True(current == text, $"{path} is not what the program says. If the change is meant, run this test with UPDATE_GOLDEN=1. Now it is:\n{current}");
    }
}
