using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Benchmarks.Sip;

/// <summary>A UDP port on 127.0.0.1 that notes the moment at which each message comes out of it, before reading it.</summary>
internal sealed class SipSocket : IAsyncDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Task receiving;

    /// <param name="port">0: a free one.</param>
    /// <param name="received">Gets the message, its moment (<see cref="Stopwatch.GetTimestamp"/>) and whence it came.</param>
    public SipSocket(int port, Action<SipText, long, EndPoint> received)
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        receiving = Task.Factory.StartNew(() => Receive(received), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <returns>The moment just before.</returns>
    public long Send(byte[] message, EndPoint to)
    {
        var at = Stopwatch.GetTimestamp();
        socket.SendTo(message, to);
        return at;
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await receiving;
    }

    private void Receive(Action<SipText, long, EndPoint> received)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                var length = socket.ReceiveFrom(buffer, ref from);
                var at = Stopwatch.GetTimestamp();
                received(new SipText(buffer.AsSpan(0, length)), at, from);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed: the benchmark is over.
        }
    }
}
