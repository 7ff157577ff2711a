using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Rig.Notify;

/// <summary>A TCP server on a free loopback port that speaks a protocol of lines by hand, so that it can misbehave.</summary>
public abstract class LineServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> conversations = [];
    private readonly Task accepting;
    private int open;
    private int mostOpen;

    protected LineServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The most connections that were open at once.</summary>
    public int MostOpen => Volatile.Read(ref mostOpen);

    public async ValueTask DisposeAsync()
    {
        if (accepting.IsCompleted)
        {
            return; // a test may end it early
        }

        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(conversations);
        stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One connection. Ends when the peer goes; the token ends it with the server.</summary>
    protected abstract Task TalkAsync(LinePeer peer, CancellationToken cancel);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                conversations.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException || stop.IsCancellationRequested)
        {
            // Stopped: while it waited, or between two connections, when the listener is closed already.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var now = Interlocked.Increment(ref open);
            for (var most = MostOpen; now > most && Interlocked.CompareExchange(ref mostOpen, now, most) != most; most = MostOpen)
            {
            }

            try
            {
                await TalkAsync(new LinePeer(client.GetStream()), stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The peer went, or the server stops.
            }

            Interlocked.Decrement(ref open);
        }
    }
}

/// <summary>The other side of a connection. Latin 1 keeps every byte as it came.</summary>
public sealed class LinePeer(Stream stream)
{
    private readonly byte[] one = new byte[1];

    /// <summary>A line without its end; null when the peer is gone.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (await stream.ReadAsync(one, cancel) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    public async Task<byte[]> ReadBytesAsync(int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    public Task WriteAsync(string text, CancellationToken cancel) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancel).AsTask();
}
