using Orchestrator.Asterisk.Ami;

namespace Orchestrator.Tests.Asterisk.Ami;

/// <summary>A running client and the fake that it talks to.</summary>
public abstract class AmiFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private AmiClient? _client;

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
        _client = new AmiClient(change?.Invoke(options) ?? options, TimeProvider.System, random.NextDouble, Log);
        _run = _client.RunAsync(_stop.Token);
        return _client;
    }

    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run.WithinDeadlineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_client is not null)
            await _client.DisposeAsync();
        Fake.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }
}
