using System.Net.ServerSentEvents;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Live;

/// <summary>A client of a stream: reads what comes, in order.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage answer;
    private readonly IAsyncEnumerator<SseItem<string>> items;
    private readonly CancellationTokenSource limit = new();

    private EventStream(HttpResponseMessage answer, Stream body)
    {
        this.answer = answer;
        items = SseParser.Create(body).EnumerateAsync(limit.Token).GetAsyncEnumerator();
    }

    public string LastId { get; private set; } = "";

    public static async Task<EventStream> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, $"GET {path} answered {response.StatusCode}");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event that is no heartbeat; null at the stream's end.</summary>
    public async Task<SseItem<string>?> NextAsync()
    {
        limit.CancelAfter(Until.DefaultDeadline);
        while (await items.MoveNextAsync())
        {
            if (items.Current.EventType != "beat")
            {
                LastId = items.Current.EventId ?? LastId;
                return items.Current;
            }
        }

        return null;
    }

    /// <summary>The first event of that kind whose data holds a text.</summary>
    public async Task<string> UntilAsync(string kind, string text)
    {
        while (await NextAsync() is { } item)
        {
            if (item.EventType == kind && item.Data.Contains(text, StringComparison.Ordinal))
            {
                return item.Data;
            }
        }

        throw new InvalidOperationException($"The stream ended before a '{kind}' with '{text}'.");
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>The kind of the last event.</returns>
    public async Task<string?> EndAsync()
    {
        string? last = null;
        try
        {
            while (await NextAsync() is { } item)
            {
                last = item.EventType;
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // Cut off: an end as well.
        }

        return last;
    }

    public async ValueTask DisposeAsync()
    {
        await limit.CancelAsync();
        await items.DisposeAsync();
        answer.Dispose();
        limit.Dispose();
    }
}
