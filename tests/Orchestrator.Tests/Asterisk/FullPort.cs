using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Tests.Asterisk;

/// <summary>A port where no connect ever completes: its backlog is full, and Linux drops the SYN. As behind a firewall that drops, or on a host that is off.</summary>
internal sealed class FullPort : IDisposable
{
    /// <summary>Whatever loopback has not done within this time, it does not do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly Socket listener = New();
    private readonly List<Socket> fillers = [];

    private FullPort()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
    }

    public int Number => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public static async Task<FullPort> OpenAsync()
    {
        var port = new FullPort();
        while (await port.TakesOneMoreAsync())
        {
            // Until it is full.
        }

        return port;
    }

    public void Dispose()
    {
        fillers.ForEach(f => f.Dispose());
        listener.Dispose();
    }

    private static Socket New() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private async Task<bool> TakesOneMoreAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        fillers.Add(New());
        try
        {
            await fillers[^1].ConnectAsync(listener.LocalEndPoint!, limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
