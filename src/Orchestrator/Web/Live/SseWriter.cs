using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Orchestrator.Web.Live;

/// <summary>Writes server-sent events (HTML standard, section 9.2). A write waits until the peer takes it: who is slow gets the latest later, and nothing piles up.</summary>
internal sealed class SseWriter
{
    /// <summary>A stream is never silent for longer: proxies cut silent ones, and peers know that it lives.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    private readonly HttpResponse response;
    private readonly TimeProvider time;
    private long writtenAt;

    private SseWriter(HttpResponse response, TimeProvider time)
    {
        this.response = response;
        this.time = time;
    }

    public static async Task<SseWriter> BeginAsync(HttpContext http, TimeProvider time, CancellationToken cancel)
    {
        var writer = new SseWriter(http.Response, time);
        writer.response.ContentType = "text/event-stream; charset=utf-8";
        writer.response.Headers.CacheControl = "no-store";
        writer.response.Headers["X-Accel-Buffering"] = "no"; // nginx passes it on at once
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await writer.WriteAsync("retry: 2000\n\n", cancel);
        return writer;
    }

    /// <param name="kind">The event's type: a word of ours.</param>
    /// <param name="id">What the peer sends as <c>Last-Event-ID</c> when it comes again; null leaves that as it is.</param>
    /// <param name="data">Any text; not empty, or browsers drop the event.</param>
    public Task SendAsync(string kind, string? id, string data, CancellationToken cancel)
    {
        var text = new StringBuilder(data.Length + 64);
        if (id is not null)
        {
            text.Append("id: ").Append(id).Append('\n');
        }

        text.Append("event: ").Append(kind).Append('\n');
        foreach (var line in data.AsSpan().EnumerateLines())
        {
            text.Append("data: ").Append(line).Append('\n');
        }

        return WriteAsync(text.Append('\n').ToString(), cancel);
    }

    /// <summary>Waits for the next edition, and shows meanwhile that we are still here: by an event that scripts see.</summary>
    public async Task WaitAsync<T>(Latest<T>.Edition edition, CancellationToken cancel)
        where T : class
    {
        var quiet = Beat - time.GetElapsedTime(writtenAt);
        if (quiet <= TimeSpan.Zero || !await edition.WaitAsync(quiet, time, cancel))
        {
            await SendAsync("beat", null, "1", cancel);
        }
    }

    private async Task WriteAsync(string text, CancellationToken cancel)
    {
        await response.WriteAsync(text, cancel);
        await response.Body.FlushAsync(cancel);
        writtenAt = time.GetTimestamp();
    }
}
