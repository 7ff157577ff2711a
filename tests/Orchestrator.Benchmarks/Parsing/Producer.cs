using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Benchmarks.Parsing;

/// <summary>Serves one connection on a loopback port, on a thread of its own.</summary>
internal sealed class Producer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public Producer(Func<NetworkStream, Task> serve)
    {
        _listener.Start();
        _serving = Task.Run(async () =>
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await serve(client.GetStream());
        });
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _serving;
        _listener.Dispose();
    }
}
