using Dapper;
using Microsoft.Playwright;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using static Microsoft.Playwright.Assertions;

namespace Orchestrator.IntegrationTests.Browser;

/// <summary>What administrators do in the console, over the real daemon.</summary>
public sealed class AdministrationTests(SharedAsterisk shared, SharedChromium chromium)
{
    [Fact]
    public async Task BrokenPolicy_IsShownWithItsPlaceAndMended()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await using var visitor = await chromium.VisitAsync(world.Daemon.Url);
        var page = visitor.Page;
        await visitor.SignInAsync("anna", await world.Daemon.AddUserAsync("anna", "administrator"));
        var file = Path.Combine(world.Policies, "10-lane.yaml");
        var good = await File.ReadAllTextAsync(file);

        await File.WriteAllTextAsync(file, good.Replace("hours: always", "hours: { mon-fri: 26:00-27:00 }", StringComparison.Ordinal));
        await Expect(page.Locator("#board")).ToContainTextAsync("10-lane.yaml"); // the wallboard says so by itself

        await page.ClickAsync("nav a[href='/policies']");
        await Expect(page.Locator("main")).ToContainTextAsync("last good in force", new() { IgnoreCase = true });
        await page.GotoAsync($"/policies/{world.Lane.Queue}");
        await Expect(page.Locator(".source .bad").First).ToContainTextAsync("26:00-27:00");
        await Expect(page.Locator(".finding").First).ToContainTextAsync("hours");

        await File.WriteAllTextAsync(file, good);
        await page.GotoAsync("/");
        await Expect(page.Locator("#board")).Not.ToContainTextAsync("10-lane.yaml");
        await page.GotoAsync($"/policies/{world.Lane.Queue}");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("26:00-27:00");
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task KeyboardOnly_ACaseIsFoundOpenedAndNoted()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 5h }" });
        await using var visitor = await chromium.VisitAsync(world.Daemon.Url);
        var page = visitor.Page;
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        await world.CaseAsync(number, c => c.State == "waiting");
        var password = await world.Daemon.AddUserAsync("anna", "operator");

        await page.GotoAsync("/sign-in");
        await Expect(page.Locator("#name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("anna");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#board")).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(); // its scripts listen now
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Cases");
        await page.WaitForLoadStateAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#live-story")).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync();
        await page.FocusAsync("#note"); // by Tab it is some twenty steps
        await page.Keyboard.TypeAsync("by keyboard");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#live-story")).ToContainTextAsync("anna noted: by keyboard");

        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog#keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog#keys")).ToBeHiddenAsync();
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task WithoutScript_PagesShowAndFormsWork()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 5h }" });
        await using var visitor = await chromium.VisitAsync(world.Daemon.Url, Look.Phone with { Script = false, Language = "ru" });
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        var opened = await world.CaseAsync(number, c => c.State == "waiting");
        await visitor.SignInAsync("anna", await world.Daemon.AddUserAsync("anna", "supervisor"));

        await Until.TrueAsync(
            async () =>
            {
                await visitor.Page.GotoAsync("/"); // without script a person reloads it
                return await visitor.Page.Locator("#tile-waiting .value").InnerTextAsync() == "1";
            },
            what: "the wallboard counts the case");
        await visitor.Page.GotoAsync($"/cases/{opened.Id}");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "ru");
        await visitor.Page.ClickAsync("details:has(form[action$='/cancel']) > summary");
        await visitor.Page.FillAsync("#reason", "перезвонил с другого номера");
        await visitor.Page.ClickAsync("form[action$='/cancel'] button");

        var closed = await world.ClosedAsync(number);
        Assert.Equal(("withdrawn", "withdrawn by user anna: перезвонил с другого номера"), (closed.Disposition, closed.Reason));
    }
}
