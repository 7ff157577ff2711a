using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Orchestrator.Tests.Asterisk.Ari;

/// <summary>One request as it came.</summary>
internal sealed record FakeRequest(int Connection, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Target.Split('?')[0];

    public bool IsUpgrade => Headers.ContainsKey("Sec-WebSocket-Key");
}

/// <summary>An HTTP and WebSocket server on a real loopback socket, by hand, so that it can misbehave.</summary>
internal sealed class FakeAri : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<TcpClient> clients = [];
    private readonly Channel<FakeAriSocket> sockets = Channel.CreateUnbounded<FakeAriSocket>();
    private readonly Task accepting;
    private int connections;

    public FakeAri()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/ari");

    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    public int Connections => connections;

    /// <summary>Status and body of a request; null cuts the connection without a word.</summary>
    public Func<FakeRequest, Task<(int Status, string Body)?>> Respond { get; set; } = _ => Task.FromResult<(int, string)?>((200, "{}"));

    /// <summary>Status of a handshake; 101 lets the client in, and 0 never answers.</summary>
    public int HandshakeStatus { get; set; } = 101;

    public static Task<(int Status, string Body)?> Reply(int status, string body) => Task.FromResult<(int Status, string Body)?>((status, body));

    public static Task<(int Status, string Body)?> Cut() => Task.FromResult<(int Status, string Body)?>(null);

    /// <summary>Never answers, until the test ends.</summary>
    public async Task<(int Status, string Body)?> HangAsync()
    {
        var ended = new TaskCompletionSource();
        await using (stop.Token.Register(ended.SetResult))
            await ended.Task;
        return null;
    }

    public async Task<FakeAriSocket> AcceptSocketAsync() => await sockets.Reader.NextAsync<FakeAriSocket, FakeAriSocket>();

    public async ValueTask DisposeAsync()
    {
        if (accepting.IsCompleted)
            return;
        await stop.CancelAsync();
        listener.Dispose();
        foreach (var client in clients)
            client.Dispose();
        await accepting.WithinDeadlineAsync();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                clients.Add(client);
#pragma warning disable CA2025 // Cut on purpose while it is served: that is what the tests are about.
                serving.Add(ServeAsync(client, Interlocked.Increment(ref connections)));
#pragma warning restore CA2025
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        try
        {
            var stream = client.GetStream();
            while (await ReadRequestAsync(stream, number) is { } request)
            {
                Requests.Enqueue(request);
                if (request.IsUpgrade)
                {
                    if (await UpgradeAsync(request, client))
                        return;
                }
                else if (await Respond(request) is { } reply)
                {
                    // Asterisk, too, closes when asked to, and says so in its answer (main/http.c).
                    var close = request.Headers.GetValueOrDefault("Connection") == "close";
                    await WriteAsync(
                        stream,
                        $"HTTP/1.1 {reply.Status} X\r\n{(close ? "Connection: close\r\n" : "")}Content-Type: application/json\r\n"
                        + $"Content-Length: {Encoding.UTF8.GetByteCount(reply.Body)}\r\n\r\n{reply.Body}");
                    if (close)
                        break;
                }
                else
                    break;
            }

            client.Dispose();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has gone.
        }
    }

    private async Task<bool> UpgradeAsync(FakeRequest request, TcpClient client)
    {
        if (HandshakeStatus == 0)
            await HangAsync();
        if (HandshakeStatus != 101)
        {
            await WriteAsync(client.GetStream(), $"HTTP/1.1 {HandshakeStatus} No\r\nContent-Length: 0\r\n\r\n");
            return false;
        }

#pragma warning disable CA5350 // RFC 6455 says SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(
            request.Headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await WriteAsync(
            client.GetStream(),
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
        await sockets.Writer.WriteAsync(new FakeAriSocket(client));
        return true;
    }

    private static async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<FakeRequest?> ReadRequestAsync(NetworkStream stream, int number)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one) == 0)
                return null;
            head.Add(one[0]);
        }

        var lines = Encoding.UTF8.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        var first = lines[0].Split(' ');
        return new FakeRequest(number, first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>The server's end of an event socket. It reads nothing, and so answers no ping, unless told to.</summary>
internal sealed class FakeAriSocket(TcpClient client) : IDisposable
{
    private readonly WebSocket socket = WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions { IsServer = true });

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), end: true);

    public Task SendAsync(byte[] bytes, bool end) =>
        socket.SendAsync(bytes, WebSocketMessageType.Text, end, CancellationToken.None).WithinDeadlineAsync();

    public Task CloseAsync(string reason) =>
        socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, CancellationToken.None).WithinDeadlineAsync();

    /// <summary>Reads until the client has gone.</summary>
    public async Task UntilGoneAsync()
    {
        try
        {
            var buffer = new byte[1024];
            while (socket.State == WebSocketState.Open)
                await socket.ReceiveAsync(buffer, CancellationToken.None).WithinDeadlineAsync();
        }
        catch (WebSocketException)
        {
            // Cut.
        }
    }

    /// <summary>Cuts the TCP connection.</summary>
    public void Dispose()
    {
        client.Dispose();
        socket.Dispose();
    }
}
