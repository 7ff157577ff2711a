using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Rig;

/// <summary>A loopback TCP proxy that can cut or freeze what runs through it: a connection lost, or half-open.</summary>
public sealed class TcpValve : IAsyncDisposable
{
    private readonly int target;
    private readonly TcpListener listener;
    private readonly ConcurrentDictionary<Socket, byte> sockets = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private TaskCompletionSource open = Opened();

    private TcpValve(int target)
    {
        this.target = target;
        Port = FreePorts.Next();
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Connect here instead of to the target.</summary>
    public int Port { get; }

    public static TcpValve Open(int targetPort) => new(targetPort);

    /// <summary>Resets every connection; new ones are let through.</summary>
    public void Cut()
    {
        foreach (var socket in sockets.Keys)
        {
            try
            {
                // A linger time of zero makes the kernel send RST instead of FIN.
                socket.LingerState = new LingerOption(enable: true, 0);
                socket.Dispose();
            }
            catch (ObjectDisposedException)
            {
                // Its other half went first and took it along.
            }
        }
    }

    /// <summary>Nothing passes in either direction; connections stay open, and new ones are accepted and hear nothing.</summary>
    public void Freeze() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back passes now, and all that follows.</summary>
    public void Thaw() => open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        Thaw();
        Cut();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ConnectAsync(await listener.AcceptSocketAsync(stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                sockets[client] = sockets[server] = 0;
                await open.Task;
                await server.ConnectAsync(IPAddress.Loopback, target);
                await await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Cut, by us or by one of the two sides: the other side is told by the closing of its socket.
            }

            sockets.TryRemove(client, out _);
            sockets.TryRemove(server, out _);
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer)) > 0)
        {
            await open.Task;
            await to.SendAsync(buffer.AsMemory(0, read));
        }
    }
}
