using System.Net.WebSockets;

namespace Orchestrator.Asterisk.Ari;

/// <summary>One event socket, from handshake to loss.</summary>
internal sealed class AriSocket : IDisposable
{
    // Most events are below 2 KB; the buffer grows where one is not.
    private const int FirstBuffer = 16 * 1024;

    private readonly ClientWebSocket socket = new();
    private readonly int maxMessage;
    private readonly FaultCounter faults;
    private byte[] buffer = new byte[FirstBuffer];

    public const string TooLarge = "message too large";

    public AriSocket(AriOptions options, FaultCounter faults)
    {
        (this.maxMessage, this.faults) = (options.MaxMessage, faults);
        socket.Options.SetRequestHeader("Authorization", AriRest.BasicAuth(options));
        socket.Options.KeepAliveInterval = options.KeepAliveInterval;
        socket.Options.KeepAliveTimeout = options.KeepAliveTimeout;
        socket.Options.CollectHttpResponseDetails = true;
    }

    /// <summary>HTTP status of a refused handshake; 0 when there was no answer.</summary>
    public int HandshakeStatus => (int)socket.HttpStatusCode;

    public string CloseText => socket.CloseStatusDescription is { Length: > 0 } text ? text : $"{socket.CloseStatus}";

    public static Uri AddressOf(AriOptions options)
    {
        var apps = string.Join(',', options.Apps.Select(Uri.EscapeDataString));
        var builder = new UriBuilder($"{options.Url.ToString().TrimEnd('/')}/events?app={apps}&subscribeAll=false")
        {
            Scheme = options.Url.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
        };
        return builder.Uri;
    }

    public Task ConnectAsync(Uri address, HttpMessageInvoker invoker, CancellationToken cancellationToken) =>
        socket.ConnectAsync(address, invoker, cancellationToken);

    /// <summary>The next whole message, valid until the next call; null when Asterisk closes.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = 0;
            var tooLarge = false;
            ValueWebSocketReceiveResult part;
            do
            {
                if (length == buffer.Length)
                {
                    tooLarge |= buffer.Length >= maxMessage;
                    if (tooLarge)
                        length = 0;
                    else
                        Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxMessage));
                }

                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (!tooLarge)
                return buffer.AsMemory(0, length);
            faults.Count(TooLarge, $"more than {maxMessage} bytes");
        }
    }

    /// <summary>Cuts the connection; a close handshake with a peer that does not listen would only take time.</summary>
    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }
}
