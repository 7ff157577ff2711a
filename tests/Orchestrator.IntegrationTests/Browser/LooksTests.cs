using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Console;
using Orchestrator.IntegrationTests.Rig;


namespace Orchestrator.IntegrationTests.Browser;

/// <summary>
/// Every page in both themes and widths, empty and crowded: nothing sticks out, axe-core finds nothing serious, and what callers sent does nothing.
/// The pictures are kept (artifacts/screens) to be looked at.
/// </summary>
public sealed class LooksTests(SharedAsterisk shared, SharedChromium chromium)
{
    private static readonly Look[] Looks = [new(), new() { Dark = true }, Look.Phone, Look.Phone with { Dark = true }];

    [Fact]
    public void EveryPage_IsLookedAt()
    {
        var pages = AccessRules.All.Where(r => r.Value is AccessRule.Person && r.Key.StartsWith("GET ", StringComparison.Ordinal)).Select(r => r.Key["GET ".Length..])
            .Where(p => !p.EndsWith(".csv", StringComparison.Ordinal) && !p.StartsWith("/live/", StringComparison.Ordinal) && !p.StartsWith("/hangfire/", StringComparison.Ordinal));

        Assert.Equal(pages.Order(StringComparer.Ordinal), Scenes.Pages(new SceneIds()).Select(p => p.Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EmptySystem_PagesAreSoundAndSayWhatIsMissing()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        var password = await world.Daemon.AddUserAsync("anna", "administrator");
        var ids = await Scenes.EmptyAsync(world);

        Assert.Equal("", string.Join("\n", await InspectAsync(world, password, ids, "empty", [new(), Look.Phone])));
    }

    [Fact]
    public async Task CrowdedSystem_PagesAreSoundAndHostileTextsDoNothing()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        var password = await world.Daemon.AddUserAsync("anna", "administrator");
        var ids = await Scenes.CrowdedAsync(world);

        Assert.Equal("", string.Join("\n", await InspectAsync(world, password, ids, "crowded", Looks)));
    }

    [Fact]
    public async Task RussianPages_AreSound()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        var password = await world.Daemon.AddUserAsync("anna", "administrator");
        var ids = await Scenes.CrowdedAsync(world);

        Assert.Equal("", string.Join("\n", await InspectAsync(world, password, ids, "russian", [new Look { Language = "ru" }, Look.Phone with { Language = "ru" }])));
    }

    private async Task<List<string>> InspectAsync(CallbackWorld world, string password, SceneIds ids, string scene, IEnumerable<Look> looks)
    {
        var wrong = new List<string>();
        foreach (var look in looks)
        {
            await using (var nobody = await chromium.VisitAsync(world.Daemon.Url, look))
                wrong.AddRange(await nobody.InspectAsync("/sign-in", $"{scene}-sign-in"));
            await using var visitor = await chromium.VisitAsync(world.Daemon.Url, look);
            await visitor.SignInAsync("anna", password);
            foreach (var (_, path, name) in Scenes.Pages(ids))
                wrong.AddRange((await visitor.InspectAsync(path, $"{scene}-{name}")).Select(w => $"{w} ({(look.Dark ? "dark" : "light")}, {look.Width})"));
        }

        return [.. wrong.Distinct(StringComparer.Ordinal)];
    }
}
