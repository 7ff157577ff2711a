using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.IntegrationTests.Browser;

/// <summary>Hangfire's dashboard over the real daemon, Asterisk and PostgreSQL: a callback is watched from the plan to its end, and steered by buttons.</summary>
public sealed class JobDashboardBrowserTests(SharedAsterisk shared, SharedChromium chromium)
{
    private const string Scheduled = "/hangfire/jobs/scheduled";

    [Fact]
    public async Task Callback_IsWatchedFromScheduledOverProcessingToSucceeded()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 20s }", OperatorRing = "60s" });
        await using var others = await world.PauseAsync(1, 2);
        var busy = await world.PauseAsync(0); // the job waits as long as it takes to see it
        var operators = await world.OperatorAsync(0, PhoneScript.Rings);
        await using var visitor = await SignInAsync(world, "viewer");
        var (page, number) = (visitor.Page, CallbackWorld.NewNumber());

        await world.LoseCallAsync(number);
        var job = await JobOfAsync(world, number);
        await ShowsAsync(page, Scheduled, job);
        await Expect(page.Locator(Row(job))).ToContainTextAsync($"Call back +{number[..4]}…{number[^2..]} · {world.Lane.Queue} · attempt 1");
        await ShowsAsync(page, "/hangfire/jobs/processing", job);
        await busy.DisposeAsync();
        await operators.CallArrivesAsync();
        await ShowsAsync(page, "/hangfire/jobs/succeeded", job);

        await page.ClickAsync($"{Row(job)} a[href$='/details/{job}'] >> nth=0");
        await Expect(page.Locator(".state-card").First).ToContainTextAsync($"attempt 1 under way with {world.Lane.Operators[0].Interface}");
        await Expect(page.Locator(".state-card-title")).ToContainTextAsync(["Succeeded", "Processing", "Scheduled", "Created"]);
        await page.ClickAsync("p.orchestrator-case a");
        await Expect(page.Locator("#live-story")).ToContainTextAsync("Attempt 1");
        await page.ClickAsync($"#live-verdict a[href='/hangfire/jobs/details/{job}']");
        await Expect(page.Locator("h1")).ToContainTextAsync("attempt 1");
        await page.ClickAsync(".navbar-right a"); // the way back
        await Expect(page.Locator("#board")).ToBeVisibleAsync();
        Assert.Equal("", string.Join('\n', visitor.Faults));
    }

    [Fact]
    public async Task EnqueueNow_OfAScheduledJob_CallsAtOnce()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OneOperator = true, FirstAttempt = "{ after: 5h }" });
        var operators = await world.OperatorAsync(0, PhoneScript.Rings);
        await using var visitor = await SignInAsync(world, "supervisor");
        var (page, number) = (visitor.Page, CallbackWorld.NewNumber());
        await world.LoseCallAsync(number);
        var job = await JobOfAsync(world, number);
        await ShowsAsync(page, Scheduled, job);

        await page.CheckAsync($"{Row(job)} input[type=checkbox]");
        await PressAsync(page, "button[data-url$='/scheduled/enqueue']");

        await operators.CallArrivesAsync();
        await ShowsAsync(page, "/hangfire/jobs/succeeded", job);
        Assert.Equal("user boris", await world.ScalarAsync<string>("select actor from orchestrator.audit where action = 'case.call_now'"));
        Assert.Equal("", string.Join('\n', visitor.Faults));
    }

    [Fact]
    public async Task Delete_OfAScheduledJob_CancelsAndTheCustomerIsNotCalled()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OneOperator = true, FirstAttempt = "{ after: 20s }" });
        var operators = await world.OperatorAsync(0, PhoneScript.Rings);
        await using var visitor = await SignInAsync(world, "supervisor");
        var page = visitor.Page;
        var (unwanted, wanted) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        await world.LoseCallAsync(unwanted);
        var job = await JobOfAsync(world, unwanted);
        await ShowsAsync(page, Scheduled, job);
        visitor.Confirms = true;

        await page.CheckAsync($"{Row(job)} input[type=checkbox]");
        await PressAsync(page, "button[data-url$='/scheduled/delete']");

        var closed = await world.ClosedAsync(unwanted);
        Assert.Equal(("withdrawn", "withdrawn by user boris"), (closed.Disposition, closed.Reason));
        await ShowsAsync(page, "/hangfire/jobs/deleted", job);
        await world.LoseCallAsync(wanted); // due later than the other one was
        await operators.CallArrivesAsync();
        await world.CaseAsync(wanted, c => c.Attempts.Count == 1);
        Assert.Empty(Assert.Single(await world.CasesAsync(unwanted)).Attempts);
        Assert.Equal("", string.Join('\n', visitor.Faults));
    }

    [Fact]
    public async Task PlantedFault_GoesToFailedIsRequeuedByAPersonAndSucceeds()
    {
        await using var world = await CallbackWorld.StartAsync(
            shared, new LanePolicy { OneOperator = true, FirstAttempt = "{ after: 5h }" }, settings: new Dictionary<string, string> { ["Orchestrator:Jobs:RetryAfter"] = "1s" });
        await using var visitor = await SignInAsync(world, "supervisor");
        var (page, number) = (visitor.Page, CallbackWorld.NewNumber());
        await world.LoseCallAsync(number);
        var opened = await world.CaseAsync(number, c => c.State == "waiting");
        var job = await JobOfAsync(world, number);
        await PlantFaultAsync(world, opened.Id);

        await ShowsAsync(page, "/hangfire/jobs/failed", job);
        await page.GotoAsync("/jobs");
        await Expect(page.Locator(".alert-danger")).ToContainTextAsync("One job failed");
        await page.ClickAsync(".alert-danger a");
        await world.ExecuteAsync("drop trigger planted on orchestrator.callback_case");
        await page.CheckAsync($"{Row(job)} input[type=checkbox]");
        await PressAsync(page, "button[data-url$='/failed/requeue']");

        await ShowsAsync(page, "/hangfire/jobs/succeeded", job);
        await world.CaseAsync(number, c => c.State == "waiting" && c.NextAttemptAt > opened.NextAttemptAt!.Value.AddHours(-1)); // decided on again: it is not due
        Assert.Equal("job.retry", await world.ScalarAsync<string>("select action from orchestrator.audit where action like 'job.%'"));
        Assert.Equal("", string.Join('\n', visitor.Faults));
    }

    [Fact]
    public async Task RefusedButton_SaysWhyOnThePage()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OneOperator = true, FirstAttempt = "{ after: 5h }" });
        await using var visitor = await SignInAsync(world, "supervisor");
        var (page, number) = (visitor.Page, CallbackWorld.NewNumber());
        await world.LoseCallAsync(number);
        var job = await JobOfAsync(world, number);
        await page.GotoAsync($"/hangfire/jobs/details/{job}");
        var opened = await world.CaseAsync(number, c => c.State == "waiting");
        await world.Daemon.RunAsync("case", "cancel", opened.Id.ToString(), "--reason", "by telephone");

        await page.ClickAsync("[data-ajax*='/actions/requeue/']");

        await Expect(page.Locator(".orchestrator-said")).ToContainTextAsync("Its case is closed");
        await page.GotoAsync("/hangfire/recurring");
        await Expect(page.Locator("button[data-url$='/recurring/remove']")).ToHaveCountAsync(0);
        await page.CheckAsync("input[value=sweep]");
        await page.ClickAsync("button[data-url$='/recurring/trigger']");
        await Expect(page.Locator(".orchestrator-said")).ToHaveTextAsync("Only administrators can do this.");
        Assert.All(visitor.Faults, f => Assert.Matches(new Regex("40[39]", RegexOptions.None, TimeSpan.FromSeconds(1)), f)); // what the browser notes of the refusals
    }

    [Theory]
    [InlineData("en", "Cases waiting", "By due time", "Case")]
    [InlineData("ru", "Ждут срока", "По сроку", "Обращение")]
    public async Task WhatWeAdd_SpeaksTheReadersLanguageAndIsSound(string language, string tile, string menu, string panel)
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 5h }" });
        foreach (var look in new[] { new Look { Language = language }, new Look { Language = language, Dark = true }, Look.Phone with { Language = language } })
        {
            await using var visitor = await chromium.VisitAsync(world.Daemon.Url, look);
            var page = visitor.Page;
            var name = string.Create(CultureInfo.InvariantCulture, $"u{look.Width}{(look.Dark ? "d" : "l")}");
            await visitor.SignInAsync(name, await world.Daemon.AddUserAsync(name, "administrator"));
            var number = CallbackWorld.NewNumber();
            await world.LoseCallAsync(number);
            var job = await JobOfAsync(world, number);

            await page.GotoAsync("/hangfire");
            await Expect(page.Locator(".metric-description").First).ToHaveTextAsync(tile);
            await Expect(page.Locator(".navbar a[href='/jobs']")).ToContainTextAsync(menu);
            Assert.Equal([], await visitor.InspectAsync("/hangfire", $"dashboard-{language}", ".metric"));
            await page.GotoAsync(Scheduled);
            await Expect(page.Locator("tr.js-jobs-list-row td").Nth(2)).ToHaveTextAsync(language == "ru" ? "через 5 часов" : "in 5 hours");
            Assert.Equal([], await visitor.InspectAsync(Scheduled, $"dashboard-scheduled-{language}", ".navbar a[href='/jobs']"));
            await page.GotoAsync($"/hangfire/jobs/details/{job}");
            await Expect(page.Locator("h3").First).ToHaveTextAsync(panel);
            Assert.Equal([], await visitor.InspectAsync($"/hangfire/jobs/details/{job}", $"dashboard-job-{language}", ".orchestrator-case"));
        }
    }

    private static string Row(long job) => $"tr.js-jobs-list-row:has(a[href$='/jobs/details/{job}'])";

    /// <summary>Looks at a list until a job stands in it, as a person would who reloads the page.</summary>
    private static Task ShowsAsync(IPage page, string list, long job) => Until.TrueAsync(
        async () =>
        {
            await page.GotoAsync(list);
            return await page.Locator(Row(job)).CountAsync() == 1;
        },
        what: $"job {job} stands in {list}");

    /// <summary>Presses a button of Hangfire's, which loads the page again when it is done.</summary>
    private static async Task PressAsync(IPage page, string button)
    {
        await page.EvaluateAsync("document.body.dataset.pressed = 'yes'");
        await page.ClickAsync(button);
        await Expect(page.Locator("body[data-pressed]")).ToHaveCountAsync(0);
        await page.WaitForLoadStateAsync();
    }

    private static async Task<long> JobOfAsync(CallbackWorld world, string number) => (long)await Until.ValueAsync(
        async () => (object?)await world.ScalarAsync<long?>($"select job_id from orchestrator.callback_case where number = '+{number}' and job_id is not null"), what: "the case has its job");

    /// <summary>Makes a case due whose every change of state fails.</summary>
    private static Task PlantFaultAsync(CallbackWorld world, Guid caseId) => world.ExecuteAsync(
        $"""
        update orchestrator.callback_case set next_attempt_at = now() - interval '5 seconds', job_at = now() - interval '5 seconds' where id = '{caseId}';
        create function orchestrator.planted() returns trigger language plpgsql as $$ begin raise exception 'planted fault'; end $$;
        create trigger planted before update of state, next_attempt_at on orchestrator.callback_case for each row when (old.id = '{caseId}') execute function orchestrator.planted();
        """);

    private async Task<Visitor> SignInAsync(CallbackWorld world, string role)
    {
        var visitor = await chromium.VisitAsync(world.Daemon.Url);
        await visitor.SignInAsync("boris", await world.Daemon.AddUserAsync("boris", role));
        return visitor;
    }
}
