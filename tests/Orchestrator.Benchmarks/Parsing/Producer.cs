using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Benchmarks.Parsing;

/// <summary>Serves one connection on a loopback port, on a thread of its own.</summary>
internal sealed class Producer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public Producer(Func<NetworkStream, Task> serve)
    {
        listener.Start();
        serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await serve(client.GetStream());
        });
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await serving;
        listener.Dispose();
    }
}
