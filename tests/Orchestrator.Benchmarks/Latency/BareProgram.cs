using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;

namespace Orchestrator.Benchmarks.Latency;

/// <summary>
/// The floor: originates over ARI in the same breath in which the AMI event arrives. It writes nothing down, decides nothing, and would call back people who were served:
/// no callback can be faster with the same clients and the same Asterisk.
/// </summary>
internal sealed class BareProgram : IAsyncDisposable
{
    private const string App = "bench-floor";

    private readonly AmiClient ami;
    private readonly AriClient ari;
    private readonly string endpoint;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, string> armed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> joins = new(StringComparer.Ordinal);
    private readonly Task[] running;
    private int originated;

    private BareProgram(PrivateAsterisk asterisk, string endpoint)
    {
        this.endpoint = endpoint;
        var access = asterisk.Ami;
        ami = new AmiClient(
            new AmiOptions { Host = access.Host, Port = access.Port, User = access.User, Secret = access.Secret }, TimeProvider.System, () => 0, NullLogger<AmiClient>.Instance);
        ari = new AriClient(
            new AriOptions { Url = asterisk.Ari.Url, User = asterisk.Ari.User, Password = asterisk.Ari.Password, Apps = [App] },
            TimeProvider.System, () => 0, NullLogger<AriClient>.Instance);
        running = [ami.RunAsync(stop.Token), ari.RunAsync(stop.Token), Task.Run(ReadAmiAsync), Task.Run(ReadAriAsync)];
    }

    /// <param name="asterisk">Both of its interfaces are used.</param>
    /// <param name="endpoint">Who is rung.</param>
    public static async Task<BareProgram> StartAsync(PrivateAsterisk asterisk, string endpoint)
    {
        var program = new BareProgram(asterisk, endpoint);
        await Until.TrueAsync(() => program is { ami.Status: AmiLinkStatus.Connected, ari.IsConnected: true }, what: "the bare program is connected");
        return program;
    }

    /// <summary>Originates when this event of this caller comes.</summary>
    public void Arm(string number, string eventName) => armed[number] = eventName;

    /// <summary>Until the caller waits in a queue. Ask before the call is made.</summary>
    public Task InQueueAsync(string number) => (joins[number] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await ami.DisposeAsync();
        await ari.DisposeAsync();
        await Task.WhenAll(running);
        stop.Dispose();
    }

    private async Task ReadAmiAsync()
    {
        await foreach (var signal in ami.Signals.ReadAllAsync())
        {
            if (signal is not AmiSignal.Event { Message: { EventName: nameof(Hangup) or nameof(QueueCallerAbandon) or nameof(QueueCallerJoin) } message }
                || message["CallerIDNum"] is not { } number)
            {
                continue;
            }

            if (armed.TryGetValue(number, out var name) && message.EventName == name && armed.TryRemove(number, out _))
                await OriginateAsync(number);
            else if (message.EventName == nameof(QueueCallerJoin) && joins.TryRemove(number, out var joined))
                joined.TrySetResult();
        }
    }

    private async Task ReadAriAsync()
    {
        await foreach (var signal in ari.Signals.ReadAllAsync())
            _ = signal;
    }

    /// <summary>The daemon's own request.</summary>
    private async Task OriginateAsync(string number)
    {
        var request = new OriginateRequest
        {
            Endpoint = endpoint,
            App = App,
            AppArgs = "operator",
            ChannelId = $"floor-{Interlocked.Increment(ref originated)}",
            CallerId = $"\"Callback\" <+{number}>",
            Timeout = TimeSpan.FromSeconds(20),
            Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["TIMEOUT(absolute)"] = "14400" },
        };
        if (await ari.Channels.OriginateAsync(request, CancellationToken.None) is not OriginateResult.Created)
            throw new InvalidOperationException("The bare program could not originate.");
    }
}
