using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.IntegrationTests.Console;
using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Streams;

namespace Orchestrator.IntegrationTests.Live;

public sealed class WallboardStreamTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Wallboard = "/live/wallboard";

    private static int lastNumber = 162_000_000;

    [Fact]
    public async Task Wallboard_ACaseIsOpened_ShowsItWithoutBeingAsked()
    {
        using var browser = await ConsoleClient.SignedInAsync(host, AccountRole.Operator);
        await using var stream = await EventStream.OpenAsync(browser.Http, Wallboard);
        await stream.NextAsync();
        var number = NewNumber();

        await SeedOldestAsync(number);

        Assert.Contains("data-live", await stream.UntilAsync("frame", number[1..]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccountRole.Viewer, Wallboard, false)]
    [InlineData(AccountRole.Operator, Wallboard, true)]
    [InlineData(AccountRole.Administrator, "/live/wallboard/tv", false)]
    public async Task Wallboard_ByRole_HasFullNumbersOrShortenedOnes(AccountRole role, string path, bool full)
    {
        var number = NewNumber();
        var id = await SeedOldestAsync(number);
        using var browser = await ConsoleClient.SignedInAsync(host, role);
        await using var stream = await EventStream.OpenAsync(browser.Http, path);

        var frame = await stream.UntilAsync("frame", $"oldest-{id}");

        Assert.Equal(full, frame.Contains(number[1..], StringComparison.Ordinal));
        Assert.Contains(number[^2..], frame, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wallboard_AHostileQueue_IsEscaped()
    {
        var id = await host.SeedCaseAsync(NewNumber());
        await host.SeedAttemptAsync(id, running: true);
        await InQueueAsync(id, "<script>alert(1)</script>\u202e");
        using var browser = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        await using var stream = await EventStream.OpenAsync(browser.Http, Wallboard);

        var frame = await stream.UntilAsync("frame", "&lt;script&gt;alert(1)");

        Assert.DoesNotContain("<script", frame, StringComparison.OrdinalIgnoreCase);
        await InQueueAsync(id, "sales");
    }

    [Fact]
    public async Task Wallboard_ComingAgainWithTheLatestId_GetsNoFrameTwice_WithAnotherTheWholeBoard()
    {
        using var browser = await ConsoleClient.SignedInAsync(host);
        await using var first = await EventStream.OpenAsync(browser.Http, Wallboard);
        var frame = (await first.NextAsync())!.Value.Data;

        await using var second = await EventStream.OpenAsync(browser.Http, Wallboard, "12345678-1");

        Assert.Contains("tile-waiting", (await second.NextAsync())!.Value.Data, StringComparison.Ordinal);
        Assert.Contains("tile-waiting", frame, StringComparison.Ordinal);
        Assert.NotEqual("12345678-1", second.LastId);
    }

    [Fact]
    public async Task Wallboard_WithoutScript_HasTheValuesInThePage()
    {
        using var browser = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        var page = await browser.PageAsync("/");
        var tv = await browser.PageAsync("/wallboard/tv");

        Assert.All([page, tv], p => Assert.Contains("id=\"tile-waiting\"", p, StringComparison.Ordinal));
        Assert.DoesNotContain("<button", tv, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", tv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wallboard_TheSessionIsEnded_SaysSoAndEnds()
    {
        using var browser = await ConsoleClient.SignedInAsync(host);
        await using var stream = await EventStream.OpenAsync(browser.Http, Wallboard);
        await stream.NextAsync();

        await new Accounts(host.Database).DisableAsync(browser.Name, Actor.CommandLine("test"), default);
        await CheckHoldersAsync();

        Assert.Equal("end", await stream.EndAsync());
    }

    [Fact]
    public async Task Wallboard_OfAnotherSession_GoesOnWhenOneEnds()
    {
        using var gone = await ConsoleClient.SignedInAsync(host);
        using var stays = await ConsoleClient.SignedInAsync(host, AccountRole.Operator);
        await using var stream = await EventStream.OpenAsync(stays.Http, Wallboard);
        await new Accounts(host.Database).SignOutEverywhereAsync(gone.Name, Actor.CommandLine("test"), default);
        await CheckHoldersAsync();
        var number = NewNumber();

        await SeedOldestAsync(number);

        await stream.UntilAsync("frame", number[1..]);
    }

    [Fact]
    public async Task Wallboard_WithoutASession_LeadsToTheSignIn()
    {
        using var browser = ConsoleClient.Of(host);

        using var answer = await browser.GetAsync(Wallboard);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Wallboard_TooManyTabsOfOneSession_AreRefused()
    {
        using var browser = await ConsoleClient.SignedInAsync(host);
        var streams = new List<EventStream>();
        for (var i = 0; i < LiveStreams.MostPerHolder; i++)
        {
            streams.Add(await EventStream.OpenAsync(browser.Http, Wallboard));
        }

        using var answer = await browser.Http.GetAsync(new Uri(Wallboard, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task CaseList_ACaseIsOpened_CountsThoseThatFitTheFilter()
    {
        using var browser = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        await using var stream = await EventStream.OpenAsync(browser.Http, "/live/cases?policy=newsworthy");
        await AwakeAsync();

        await host.SeedCaseAsync(NewNumber(), "unheard");
        await host.SeedCaseAsync(NewNumber(), "newsworthy");

        Assert.Contains("1 new", await stream.UntilAsync("news", "\"count\":1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CasePage_ANoteIsWritten_GrowsByIt()
    {
        var id = await host.SeedCaseAsync(NewNumber());
        using var browser = await ConsoleClient.SignedInAsync(host, AccountRole.Operator);
        await using var stream = await EventStream.OpenAsync(browser.Http, $"/live/cases/{id}");
        await stream.NextAsync();

        await browser.SayAsync($"/cases/{id}/note", $"/cases/{id}", ("note", "rings back <b>tomorrow</b>"));

        Assert.Contains("live-story", await stream.UntilAsync("frame", "rings back &lt;b&gt;tomorrow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wallboards_TwentyOfThem_AskPostgresNoMoreThanOne()
    {
        var port = host.Postgres.Port.ToString(CultureInfo.InvariantCulture);
        var statements = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => _ = a.TagObjects.Any(t => t.Key.EndsWith(".port", StringComparison.Ordinal) && Convert.ToString(t.Value, CultureInfo.InvariantCulture) == port) ? Interlocked.Increment(ref statements) : 0,
        };
        ActivitySource.AddActivityListener(listener);

        var one = await StatementsAsync(1, () => Volatile.Read(ref statements));
        var twenty = await StatementsAsync(20, () => Volatile.Read(ref statements));

        Assert.True(one > 0, "Nothing was counted.");
        Assert.True(twenty < one + 20, $"One wallboard: {one} statements in ten rounds. Twenty: {twenty}."); // one statement a viewer would be twenty more
    }

    /// <summary>Statements in ten rounds of the worker while so many people watch, each with a session of their own.</summary>
    private async Task<int> StatementsAsync(int viewers, Func<int> count)
    {
        var board = host.Services.GetRequiredService<BoardProjector>();
        var browsers = new List<ConsoleClient>();
        var streams = new List<EventStream>();
        for (var i = 0; i < viewers; i++)
        {
            browsers.Add(await ConsoleClient.SignedInAsync(host, AccountRole.Viewer));
            streams.Add(await EventStream.OpenAsync(browsers[i].Http, Wallboard));
            await streams[i].NextAsync();
        }

        await RoundsAsync(board, 2); // what the signing in has caused is over
        var before = count();
        await RoundsAsync(board, 10);
        var counted = count() - before;
        foreach (var (browser, stream) in browsers.Zip(streams))
        {
            await stream.DisposeAsync();
            browser.Dispose();
        }

        return counted;
    }

    private static async Task RoundsAsync(BoardProjector board, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            Assert.True(await board.Current.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, default));
        }
    }

    private Task CheckHoldersAsync() => host.Services.GetRequiredService<LiveStreams>().CheckAsync(host.Database, default);

    private async Task AwakeAsync()
    {
        var tail = host.Services.GetRequiredService<EventTail>();
        while (tail.Current is var edition && edition.Value is not { IsAsleep: false })
        {
            Assert.True(await edition.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, default));
        }
    }

    /// <summary>A case that is among the ten that wait longest. In HTML a number's plus is escaped.</summary>
    /// <summary>The case is of that queue from now on, and its event says so to the boards.</summary>
    private Task<int> InQueueAsync(Guid id, string queue) => host.Database.InTransactionAsync(
        async tx =>
        {
            await tx.Timeline.TellAsync(id, "note", new Reason.Quoted("Moved."));
            return await tx.ExecuteAsync("update callback_case set queue = @queue where id = @id", new { id, queue });
        },
        default);

    private Task<Guid> SeedOldestAsync(string number) =>
        host.SeedCaseAsync(number, openedAt: Instant.FromUtc(2026, 1, 1, 0, 0) - Duration.FromSeconds(Interlocked.Increment(ref lastNumber)));

    private static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+79{Interlocked.Increment(ref lastNumber)}");
}
