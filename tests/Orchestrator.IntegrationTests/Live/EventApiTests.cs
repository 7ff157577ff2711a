using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.Rig;
using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Streams;

namespace Orchestrator.IntegrationTests.Live;

public sealed class EventApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Events = "/api/v1/events";

    private static int lastNumber = 164_000_000;

    [Fact]
    public async Task Events_OneCase_AreToldAsJsonWithTheirIds()
    {
        var id = await host.SeedCaseAsync(NewNumber());
        using var client = await host.ClientAsync("read");
        await using var stream = await OpenAsync(client, $"{Events}?case={id}");

        await TellAsync(await host.SeedCaseAsync(NewNumber()), "somebody else's");
        await TellAsync(id, "ours");

        var item = await NextAsync(stream);
        var told = JsonElement.Parse(item.Data);
        Assert.Equal("case", item.EventType);
        Assert.Equal(item.EventId, told.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(id, told.GetProperty("case_id").GetGuid());
        Assert.Equal("note", told.GetProperty("kind").GetString());
        Assert.Equal("ours", told.GetProperty("text").GetString());
        Assert.Equal(["id", "case_id", "at", "kind", "text", "data"], told.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Events_ComingAgain_GoOnBehindTheLastOne()
    {
        var id = await host.SeedCaseAsync(NewNumber());
        using var client = await host.ClientAsync("read");
        string last;
        await using (var stream = await OpenAsync(client, $"{Events}?case={id}"))
        {
            await TellAsync(id, "first");
            await NextAsync(stream);
            last = stream.LastId;
        }

        await TellAsync(id, "second");
        await TellAsync(id, "third");
        await using var again = await EventStream.OpenAsync(client, $"{Events}?case={id}", last);

        Assert.Equal("second", Text(await NextAsync(again)));
        Assert.Equal("third", Text(await NextAsync(again)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_ALowerIdCommitsLater_NoneIsLostOrOutOfOrder(bool commits)
    {
        var id = await host.SeedCaseAsync(NewNumber());
        using var client = await host.ClientAsync("read");
        await using var stream = await OpenAsync(client, $"{Events}?case={id}");
        await using (var connection = await host.Database.OpenAsync(default))
        await using (var slow = await connection.BeginTransactionAsync())
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "insert into case_event (case_id, at, kind, text) values ($1, now(), 'note', 'slow')";
            insert.Parameters.AddWithValue(id);
            await insert.ExecuteNonQueryAsync();
            await TellAsync(id, "fast"); // has the higher id, and is committed first
            await SeesAGapAsync();
            await (commits ? slow.CommitAsync() : slow.RollbackAsync());
        }

        if (commits)
        {
            Assert.Equal("slow", Text(await NextAsync(stream)));
        }

        Assert.Equal("fast", Text(await NextAsync(stream)));
    }

    [Fact]
    public async Task Events_OfOneKind_LeaveTheOthersOut()
    {
        var id = await host.SeedCaseAsync(NewNumber());
        using var client = await host.ClientAsync("read");
        await using var stream = await OpenAsync(client, $"{Events}?case={id}&kind=closing,closed");

        await TellAsync(id, "a note");
        await host.Database.InTransactionAsync(Tell("closing", "the end is near"), default);

        Assert.Equal("the end is near", Text(await NextAsync(stream)));

        Func<Transaction, Task<bool>> Tell(string kind, string text) => async tx =>
        {
            await tx.Timeline.TellAsync(id, kind, new Reason.Quoted(text));
            return true;
        };
    }

    [Fact]
    public async Task Events_TheKeyIsRevoked_End()
    {
        using var client = await host.ClientAsync("write");
        await using var stream = await OpenAsync(client, Events);

        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("update api_key set revoked_at = now() where scope = 'write'"), default);
        await host.Services.GetRequiredService<LiveStreams>().CheckAsync(host.Database, default);

        Assert.Equal("end", await stream.EndAsync());
    }

    [Theory]
    [InlineData("?case=17", null)]
    [InlineData("?kind=Closed", null)]
    [InlineData("?kinds=closed", null)]
    [InlineData("?limit=5", null)]
    [InlineData("", "yesterday")]
    public async Task Events_AskedWrongly_Are400(string query, string? lastEventId)
    {
        using var client = await host.ClientAsync("read");
        using var request = new HttpRequestMessage(HttpMethod.Get, Events + query);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>A stream that has begun: what is told from now on is in it.</summary>
    private async Task<EventStream> OpenAsync(HttpClient client, string path)
    {
        var tail = host.Services.GetRequiredService<EventTail>();
        var stream = await EventStream.OpenAsync(client, path);
        while (tail.Current is var edition && edition.Value is not { IsAsleep: false })
        {
            Assert.True(await edition.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, default));
        }

        return stream;
    }

    /// <summary>The reader has looked, found the higher id without the lower one, and waits.</summary>
    private Task SeesAGapAsync()
    {
        var tail = host.Services.GetRequiredService<EventTail>();
        return Until.TrueAsync(() => tail.IsWaiting);
    }

    private Task<bool> TellAsync(Guid id, string text) => host.Database.InTransactionAsync(
        async tx =>
        {
            await tx.Timeline.TellAsync(id, "note", new Reason.Quoted(text));
            return true;
        },
        default);

    /// <summary>The next event but the case's opening: that came before the stream, and the reader may still have been behind it.</summary>
    private static async Task<SseItem<string>> NextAsync(EventStream stream)
    {
        SseItem<string> item;
        do
        {
            item = (await stream.NextAsync())!.Value;
        }
        while (Text(item) == "Opened.");
        return item;
    }

    private static string Text(SseItem<string> item) => JsonElement.Parse(item.Data).GetProperty("text").GetString()!;

    private static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+79{Interlocked.Increment(ref lastNumber)}");
}
