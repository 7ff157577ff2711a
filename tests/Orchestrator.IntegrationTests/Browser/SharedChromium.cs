using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Orchestrator.IntegrationTests.Browser.SharedChromium))]

namespace Orchestrator.IntegrationTests.Browser;

/// <summary>One Chromium for all tests, started by the first that needs it; each visitor has a profile of their own.</summary>
public sealed class SharedChromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>How long something may take to show on a page: the machine has other tests to run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Somebody opens a browser.</summary>
    internal async Task<Visitor> VisitAsync(Uri console, Look? look = null)
    {
        look ??= new Look();
        var context = await (await BrowserAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = console.ToString(),
            Locale = look.Language,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            JavaScriptEnabled = look.Script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visitor(context, await context.NewPageAsync(), look);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        starting.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await starting.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Flags });
        }
        finally
        {
            starting.Release();
        }
    }
}

/// <summary>What a visitor's browser is like.</summary>
internal sealed record Look
{
    public string Language { get; init; } = "en";

    public bool Dark { get; init; }

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 900;

    public bool Script { get; init; } = true;

    /// <summary>A telephone, held upright.</summary>
    public static Look Phone { get; } = new() { Width = 390, Height = 844 };
}
