using System.Globalization;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.IntegrationTests.Browser;

/// <summary>A person steers a case from its page, over the real daemon.</summary>
public sealed class CaseSteeringTests(SharedAsterisk shared, SharedChromium chromium)
{
    private const int MoscowOffset = 3;

    [Fact]
    public async Task WaitingCase_IsNotedPostponedCalledNowAndCancelledFromItsPage()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 5h }" });
        await using var visitor = await chromium.VisitAsync(world.Daemon.Url);
        var page = visitor.Page;
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        var opened = await world.CaseAsync(number, c => c.State == "waiting");

        await visitor.SignInAsync("anna", await world.Daemon.AddUserAsync("anna", "supervisor"));
        await page.ClickAsync("nav a[href='/cases']");
        await page.ClickAsync($"a[href='/cases/{opened.Id}']");

        await page.FillAsync("#note", "Wants the <b>blue</b> one");
        await page.ClickAsync("form[action$='/note'] button");
        await Expect(page.Locator(".story")).ToContainTextAsync("user anna noted: Wants the <b>blue</b> one");

        await page.ClickAsync("summary:has-text('Postpone')");
        await page.FillAsync("#until", "2020-01-01T10:00");
        await page.ClickAsync("form[action$='/postpone'] button");
        await Expect(page.Locator("p[role=status]")).ToContainTextAsync("in the future");
        Assert.Equal(opened.NextAttemptAt, (await world.CaseAsync(number, _ => true)).NextAttemptAt);

        await page.ClickAsync("summary:has-text('Postpone')");
        var until = opened.NextAttemptAt!.Value.AddDays(2); // shown and typed in the policy's zone
        await page.FillAsync("#until", until.AddHours(MoscowOffset).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        await page.ClickAsync("form[action$='/postpone'] button");
        var postponed = await world.CaseAsync(number, c => c.Kinds.Contains("postponed"));
        Assert.True(postponed.NextAttemptAt >= until.AddMinutes(-1), postponed.ToString());

        await page.ClickAsync("summary:has-text('Call now')");
        await page.ClickAsync("form[action$='/call-now'] button");
        await world.CaseAsync(number, c => c.Kinds.Contains("called_now") && c.State is "ready" or "calling");

        await page.GotoAsync($"/cases/{opened.Id}");
        await page.ClickAsync("summary:has-text('Cancel')");
        await page.FillAsync("#reason", "called from another line");
        await page.ClickAsync("form[action$='/cancel'] button");
        var closed = await world.ClosedAsync(number);
        Assert.Equal(("withdrawn", "withdrawn by user anna: called from another line"), (closed.Disposition, closed.Reason));

        Assert.Equal(
            ["case.note", "case.postpone", "case.call_now", "case.cancel"],
            (await world.ScalarAsync<string>("select string_agg(action, ' ' order by id) from orchestrator.audit where action like 'case.%' and actor = 'user anna'")).Split(' '));
        Assert.Empty(visitor.Faults);
    }
}
