using Orchestrator.Asterisk.Ami;

namespace Orchestrator.Tests.Asterisk.Ami;

/// <summary>A running client and the fake that it talks to.</summary>
public abstract class AmiFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task run = Task.CompletedTask;
    private AmiClient? client;

    internal FakeAmi Fake { get; } = new();

    internal ListLogger<AmiClient> Log { get; } = new();

    internal AmiClient Start(Func<AmiOptions, AmiOptions>? change = null)
    {
        var options = new AmiOptions
        {
            Host = "127.0.0.1",
            Port = Fake.Port,
            User = "callback",
            Secret = "s3cret",
            ReconnectMin = TimeSpan.FromMilliseconds(10),
            ReconnectMax = TimeSpan.FromMilliseconds(50),
            PingInterval = TimeSpan.FromMinutes(5),
        };
        var random = new Random(1);
        client = new AmiClient(change?.Invoke(options) ?? options, TimeProvider.System, random.NextDouble, Log);
        run = client.RunAsync(stop.Token);
        return client;
    }

    internal async Task StopAsync()
    {
        await stop.CancelAsync();
        await run.WithinDeadlineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (client is not null)
            await client.DisposeAsync();
        Fake.Dispose();
        stop.Dispose();
        GC.SuppressFinalize(this);
    }
}
