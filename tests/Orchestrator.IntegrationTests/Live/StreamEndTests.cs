using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.IntegrationTests.Console;

namespace Orchestrator.IntegrationTests.Live;

/// <summary>What ends or interrupts streams as a whole: each test has a host of its own.</summary>
public sealed class StreamEndTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Streams_TheProcessStops_EndAtOnce()
    {
        using var browser = await ConsoleClient.SignedInAsync(host);
        using var program = await host.ClientAsync("read");
        await using var board = await EventStream.OpenAsync(browser.Http, "/live/wallboard");
        await using var cases = await EventStream.OpenAsync(browser.Http, "/live/cases");
        await using var events = await EventStream.OpenAsync(program, "/api/v1/events");
        await board.NextAsync();

        var stopped = host.StopAsync();
        await Task.WhenAll(board.EndAsync(), cases.EndAsync(), events.EndAsync());
        await stopped;

        Assert.True(stopped.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Wallboard_PostgresIsAwayForAWhile_KeepsItsFiguresAsOfThenAndComesBack()
    {
        await host.SeedCaseAsync("+79161112233");
        using var browser = await ConsoleClient.SignedInAsync(host);
        await using var stream = await EventStream.OpenAsync(browser.Http, "/live/wallboard");
        await stream.UntilAsync("frame", "79161112233");

        await host.Postgres.StopAsync();
        var stale = await stream.UntilAsync("frame", "is-stale");
        Assert.Contains("79161112233", stale, StringComparison.Ordinal);
        Assert.Contains("as of ", stale, StringComparison.Ordinal);

        await host.Postgres.StartAsync();
        string fresh;
        do
        {
            fresh = (await stream.NextAsync())!.Value.Data;
        }
        while (fresh.Contains("is-stale", StringComparison.Ordinal));
        Assert.Contains("79161112233", fresh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wallboard_PostgresWasNeverThere_ShowsUnknownAndNoZero()
    {
        using var browser = await ConsoleClient.SignedInAsync(host);
        await browser.PageAsync("/cases"); // the session is believed in for a few seconds
        await host.Postgres.StopAsync();
        await using var stream = await EventStream.OpenAsync(browser.Http, "/live/wallboard");

        var frame = await stream.UntilAsync("frame", "is-stale");

        Assert.DoesNotContain("<div class=\"value\">0", frame, StringComparison.Ordinal);
        Assert.Contains("unknown", frame, StringComparison.Ordinal);
        await host.Postgres.StartAsync();
    }

    [Fact]
    public async Task Events_TooMuchWasMissed_AGapIsToldAndTheStreamGoesOn()
    {
        var id = await host.SeedCaseAsync("+79161112233");
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("select setval(pg_get_serial_sequence('case_event', 'id'), 100000)"), default);
        await TellAsync("far ahead");
        using var client = await host.ClientAsync("read");
        await using var stream = await EventStream.OpenAsync(client, $"/api/v1/events?case={id}", "1");
        Assert.Equal("gap", (await stream.NextAsync())!.Value.EventType);

        await TellAsync("behind the gap");

        await stream.UntilAsync("case", "behind the gap");

        Task<bool> TellAsync(string text) => host.Database.InTransactionAsync(
            async tx =>
            {
                await tx.Timeline.TellAsync(id, "note", new Reason.Quoted(text));
                return true;
            },
            default);
    }
}
