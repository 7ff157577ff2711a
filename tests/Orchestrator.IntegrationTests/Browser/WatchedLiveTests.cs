using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Postgres;
using Orchestrator.Rig.Sip;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.IntegrationTests.Browser;

/// <summary>Pages that stay open while things happen: nothing is reloaded, and nothing is missed.</summary>
public sealed partial class WatchedLiveTests(SharedAsterisk shared, SharedChromium chromium)
{
    /// <summary>Longer than Playwright's five seconds: a figure may wait for the next round of a loaded machine.</summary>
    [Fact]
    public async Task FirstStart_ACallbackIsWatchedFromTheMissedCallToTheTalkWithoutReloading()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OneOperator = true });
        var operators = await world.OperatorAsync(0, PhoneScript.Rings);
        var customers = await world.CustomersAsync(PhoneScript.Rings);
        await using var visitor = await chromium.VisitAsync(world.Daemon.Url);
        var page = visitor.Page;
        var number = CallbackWorld.NewNumber();

        // The first administrator, by the link that the first start printed.
        await page.GotoAsync(await SetupLinkAsync(world));
        await page.FillAsync("#name", "anna");
        await page.FillAsync("#password", "correct horse battery");
        await page.FillAsync("#again", "correct horse battery");
        await page.PressAsync("#again", "Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
        await visitor.SignInAsync("anna", "correct horse battery");
        await IsLiveAsync(page);
        await page.EvaluateAsync("window.unchanged = true");
        await Expect(page.Locator("#board")).ToContainTextAsync("No open cases");

        await world.LoseCallAsync(number);
        await PhaseIsAsync(page, "operator");
        await operators.PickUpAsync(await operators.CallArrivesAsync());
        var ringing = await customers.CallArrivesAsync();
        await PhaseIsAsync(page, "customer");
        await customers.PickUpAsync(ringing);
        await PhaseIsAsync(page, "talk");
        await Expect(page.Locator("#tile-calling .value")).ToHaveTextAsync("1");

        // The story, opened in the middle of the talk, grows by itself.
        await page.ClickAsync("[id^=call-] a");
        await IsLiveAsync(page);
        await page.EvaluateAsync("window.unchanged = true");
        await page.FillAsync("#note", "half a thou");
        await customers.HangUpAsync(ringing);
        await Expect(page.Locator("#live-story")).ToContainTextAsync("reached");
        Assert.Equal("half a thou", await page.InputValueAsync("#note"));
        Assert.True(await page.EvaluateAsync<bool>("window.unchanged"));

        await page.GotoAsync("/");
        await Expect(page.Locator("#tile-recovered .value")).ToHaveTextAsync("1");
        await MissedIsCountedAsync(page);
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task DaemonRestartedUnderAnOpenPage_ThePageSaysSoAndComesBackByItself()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await using var visitor = await chromium.VisitAsync(world.Daemon.Url);
        await visitor.SignInAsync("anna", await world.Daemon.AddUserAsync("anna", "viewer"));
        await IsLiveAsync(visitor.Page);
        await visitor.Page.EvaluateAsync("window.unchanged = true");

        await world.Daemon.KillAsync();
        await Expect(visitor.Page.Locator("[data-badge]")).ToContainTextAsync("reconnecting", new() { IgnoreCase = true });
        await Expect(visitor.Page.Locator("#board")).ToHaveClassAsync(new Regex("is-stale", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await world.Daemon.StartAsync();
        await IsLiveAsync(visitor.Page);
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        await Expect(visitor.Page.Locator("#board")).ToContainTextAsync("+" + number[..4]);
        await MissedIsCountedAsync(visitor.Page);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.unchanged"));
    }

    [Fact]
    public async Task PostgresAwayUnderAnOpenPage_ThePageSaysSoAndComesBackByItself()
    {
        await using var postgres = await PrivatePostgres.StartNewAsync();
        var lane = await shared.TakeLaneAsync();
        await using var world = await CallbackWorld.StartAsync(shared.Asterisk, lane, await postgres.CreateDatabaseAsync(), new LanePolicy { FirstAttempt = "{ after: 5h }" }, () => shared.GiveBack(lane));
        await using var visitor = await chromium.VisitAsync(world.Daemon.Url);
        await visitor.SignInAsync("anna", await world.Daemon.AddUserAsync("anna", "viewer"));
        await IsLiveAsync(visitor.Page);
        await visitor.Page.EvaluateAsync("window.unchanged = true");

        await postgres.StopAsync();
        await Expect(visitor.Page.Locator("#board")).ToContainTextAsync("Database: away");
        await Expect(visitor.Page.Locator("#board")).ToContainTextAsync("as of");
        await world.LoseCallAsync(CallbackWorld.NewNumber()); // kept on the disk until then

        await postgres.StartAsync();
        await Expect(visitor.Page.Locator("#board")).ToContainTextAsync("Database: works");
        await Expect(visitor.Page.Locator("#tile-waiting .value")).ToHaveTextAsync("1");
        await IsLiveAsync(visitor.Page);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.unchanged"));
    }

    [Fact]
    public async Task ListOfCases_NewOnesWaitBehindALinkAndMoveNothing()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 5h }" });
        await world.LoseCallAsync(CallbackWorld.NewNumber());
        await using var visitor = await chromium.VisitAsync(world.Daemon.Url);
        var page = visitor.Page;
        await visitor.SignInAsync("anna", await world.Daemon.AddUserAsync("anna", "viewer"));
        await page.GotoAsync("/cases");
        await IsLiveAsync(page);
        await Expect(page.Locator("table.cards tbody tr")).ToHaveCountAsync(1);

        await world.LoseCallAsync(CallbackWorld.NewNumber());

        await Expect(page.Locator(".news")).ToContainTextAsync("1 new");
        await Expect(page.Locator("table.cards tbody tr")).ToHaveCountAsync(1);
        await page.ClickAsync(".news a");
        await Expect(page.Locator("table.cards tbody tr")).ToHaveCountAsync(2);
        Assert.Empty(visitor.Faults);
    }

    private static Task IsLiveAsync(IPage page) => Expect(page.Locator("[data-badge]")).ToHaveClassAsync(new Regex("text-bg-success", RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>The Asterisk is shared: calls of other tests count as well.</summary>
    private static Task MissedIsCountedAsync(IPage page) =>
        Expect(page.Locator("#tile-missed .value")).ToHaveTextAsync(new Regex("^[1-9]", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static Task PhaseIsAsync(IPage page, string phase) =>
        Expect(page.Locator(".phases li.now")).ToContainTextAsync(phase, new() { IgnoreCase = true });

    private static Task<string> SetupLinkAsync(CallbackWorld world) => Until.ValueAsync(
        async () => Setup().Match(await world.Daemon.LogTailAsync()) is { Success: true } found ? found.Value : null, what: "the first start prints a link");

    [GeneratedRegex(@"http://\S+/setup\?key=\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setup();
}
