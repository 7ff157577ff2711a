using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ari;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Contract;

/// <summary>The client's heartbeat goes round through a real Asterisk.</summary>
public sealed class AriHeartbeatTests(SharedAsterisk shared)
{
    [Fact]
    public async Task Heartbeat_ThroughAsterisk_IsHeardAndTheConnectionStays()
    {
        var access = shared.Asterisk.Ari;
        var options = new AriOptions
        {
            Url = access.Url,
            User = access.User,
            Password = access.Password,
            Apps = ["heartbeat-a", "heartbeat-b"],
            Own = "heartbeat-b",
            ProbeInterval = TimeSpan.FromMilliseconds(20),
        };
        using var beats = new BeatCounter { InnerHandler = new SocketsHttpHandler() };
        await using var client = new AriClient(options, TimeProvider.System, () => 0.5, NullLogger<AriClient>.Instance, beats);
        var running = client.RunAsync(CancellationToken.None);

        await Until.TrueAsync(() => beats.Answered >= 20); // each one but the last was heard, or there would be a gap

        Assert.True(client.Signals.TryRead(out var first));
        Assert.IsType<AriSignal.Connected>(first);
        Assert.False(client.Signals.TryRead(out _)); // no gap, and no heartbeat for the consumer
        Assert.True(client.IsConnected);
        await client.DisposeAsync();
        await running;
    }

    private sealed class BeatCounter : DelegatingHandler
    {
        private int answered;

        public int Answered => Volatile.Read(ref answered);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.Contains("/events/user/", StringComparison.Ordinal) && response.IsSuccessStatusCode)
                Interlocked.Increment(ref answered);
            return response;
        }
    }
}
