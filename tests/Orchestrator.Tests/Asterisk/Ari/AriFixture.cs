using Orchestrator.Asterisk.Ari;

namespace Orchestrator.Tests.Asterisk.Ari;

/// <summary>A client and the fake that it talks to.</summary>
public abstract class AriFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private AriClient? client;

    internal FakeAri Fake { get; } = new();

    internal ListLogger<AriClient> Log { get; } = new();

    internal Task Run { get; private set; } = Task.CompletedTask;

    /// <summary>A client that asks only.</summary>
    internal AriClient Create(Func<AriOptions, AriOptions>? change = null)
    {
        var options = new AriOptions
        {
            Url = Fake.Url,
            User = "callback",
            Password = "s3cret",
            Apps = ["orchestrator"],
            ReconnectMin = TimeSpan.FromMilliseconds(10),
            ReconnectMax = TimeSpan.FromMilliseconds(50),
            KeepAliveInterval = TimeSpan.FromMinutes(5),
            ProbeInterval = TimeSpan.FromMinutes(5),
        };
        var random = new Random(1);
        client = new AriClient(change?.Invoke(options) ?? options, TimeProvider.System, random.NextDouble, Log);
        return client;
    }

    /// <summary>A client with its event socket.</summary>
    internal AriClient Start(Func<AriOptions, AriOptions>? change = null)
    {
        var created = Create(change);
        Connect();
        return created;
    }

    /// <summary>Runs the client that was created.</summary>
    internal void Connect() => Run = client!.RunAsync(stop.Token);

    internal static string Channel(string id) =>
        $$"""{"id":"{{id}}","name":"PJSIP/101-1","state":"Up","caller":{"name":"Ann","number":"+74950000001"},"connected":{"name":"","number":""},"accountcode":"","dialplan":{"context":"in","exten":"s","priority":1,"app_name":"Stasis","app_data":"orchestrator"},"creationtime":"2026-11-21T10:00:00.123+0300","language":"en"}""";

    internal static string Event(string type, string fields) =>
        $$"""{"type":"{{type}}","timestamp":"2026-11-21T10:00:01.000+0300","application":"orchestrator","asterisk_id":"00:11",{{fields}}}""";

    internal static string Dtmf(int number) => Event("ChannelDtmfReceived", $$"""
        "digit":"5","duration_ms":{{number}},"channel":{{Channel("1")}}
        """);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Run.WithinDeadlineAsync();
        if (client is not null)
            await client.DisposeAsync();
        await Fake.DisposeAsync();
        stop.Dispose();
        GC.SuppressFinalize(this);
    }
}
