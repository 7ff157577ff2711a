using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Browser;

/// <summary>A person at a browser of their own. What the pages do wrong behind their back is kept in <see cref="Faults"/>.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>Chromium paints no taller ones.</summary>
    private const int TallestPicture = 6000;

    private static readonly string Axe = ReadAxe();
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    public Visitor(IBrowserContext context, IPage page, Look look)
    {
        (this.context, Page, Look) = (context, page, look);
        page.PageError += (_, error) => Keep($"script failed on {page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Keep($"console on {page.Url}: {message.Text}");
        };
        page.Dialog += (_, dialog) =>
        {
            if (!Confirms)
                Keep($"dialog on {page.Url}: {dialog.Message}");
            _ = Confirms ? dialog.AcceptAsync() : dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public Look Look { get; }

    /// <summary>Says yes to whatever the page asks. Else a question is a fault.</summary>
    public bool Confirms { get; set; }

    /// <summary>Script errors, refusals of the content security policy, dialogs.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (faults)
                return [.. faults];
        }
    }

    public async Task SignInAsync(string name, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#password", password);
        await Page.PressAsync("#password", "Enter");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Opens a page, takes its picture, and returns what is wrong with it: axe's serious findings, what sticks out sideways, what scripts said.</summary>
    /// <param name="part">What axe looks at, where the rest is not ours; the whole page by default.</param>
    public async Task<IReadOnlyList<string>> InspectAsync(string path, string picture, string? part = null)
    {
        await Page.GotoAsync(path);
        var height = Math.Min(await Page.EvaluateAsync<int>("document.documentElement.scrollHeight"), TallestPicture);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Picture(picture), FullPage = true, Clip = new Clip { Width = Look.Width, Height = height } });
        await Page.EvaluateAsync(Axe);
        var found = await Page.EvaluateAsync<JsonElement>(
            """
            async part => {
              const result = await axe.run(part ?? document, { resultTypes: ['violations'] });
              const serious = result.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`);
              const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
              return wide > 0 ? [...serious, `the page is ${wide} px wider than the screen`] : serious;
            }
            """,
            part);
        return [.. found.EnumerateArray().Select(f => $"{path}: {f.GetString()}"), .. Faults];
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    /// <summary>Where a picture goes: kept with the run's other artifacts.</summary>
    private string Picture(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(RigFiles.Repository, "artifacts", "screens")).FullName;
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{(Look.Dark ? "dark" : "light")}-{Look.Width}.png"));
    }

    private void Keep(string fault)
    {
        lock (faults)
            faults.Add(fault);
    }

    private static string ReadAxe()
    {
        using var stream = typeof(Visitor).Assembly.GetManifestResourceStream("axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
