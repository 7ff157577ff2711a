using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Orchestrator.Rig.Notify;

/// <summary>A receiver of webhooks that answers as a test wants it to.</summary>
public sealed class WebhookReceiver : LineServer
{
    private volatile Func<ReceivedWebhook, string> answer = _ => Status(204);

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/hook"));

    /// <summary>In the order of their arrival.</summary>
    public ConcurrentQueue<ReceivedWebhook> Received { get; } = new();

    /// <summary>The answer on the wire; an empty one never comes.</summary>
    public Func<ReceivedWebhook, string> Answer { get => answer; set => answer = value; }

    /// <summary>An answer that never comes.</summary>
    public static string Silence => "";

    public static string Status(int status, string headers = "", string body = "") =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Whatever\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}");

    protected override async Task TalkAsync(LinePeer peer, CancellationToken cancel)
    {
        while (await peer.ReadLineAsync(cancel) is { } requestLine)
        {
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await peer.ReadLineAsync(cancel) is { Length: > 0 } header)
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                headers[header[..colon]] = header[(colon + 1)..].Trim();
            }

            var body = await peer.ReadBytesAsync(int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture), cancel);
            var received = new ReceivedWebhook(requestLine, headers, Encoding.UTF8.GetString(body));
            Received.Enqueue(received);
            var text = Answer(received);
            if (text.Length == 0)
            {
                await Task.Delay(Timeout.Infinite, cancel); // until the server stops
            }

            await peer.WriteAsync(text, cancel);
        }
    }
}

/// <summary>A request as it came.</summary>
/// <param name="Line">Such as <c>POST /hook HTTP/1.1</c>.</param>
/// <param name="Headers">By name, whatever its letters' case.</param>
public sealed record ReceivedWebhook(string Line, IReadOnlyDictionary<string, string> Headers, string Body);
