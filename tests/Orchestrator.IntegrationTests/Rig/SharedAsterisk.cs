using System.Collections.Concurrent;
using System.Threading.Channels;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Postgres;
using Orchestrator.Rig.Sip;

[assembly: AssemblyFixture(typeof(Orchestrator.IntegrationTests.Rig.SharedAsterisk))]

namespace Orchestrator.IntegrationTests.Rig;

/// <summary>One Asterisk and one PostgreSQL for all tests that do not break them; each test has a lane to itself while it runs.</summary>
public sealed class SharedAsterisk : IAsyncLifetime
{
    private readonly Channel<Lane> free = Channel.CreateUnbounded<Lane>();
    private readonly ConcurrentBag<Task> clearing = [];

    public PrivateAsterisk Asterisk { get; private set; } = null!;

    public PrivatePostgres Postgres { get; private set; } = null!;

    /// <summary>Waits for a lane that nobody uses; give it back when done.</summary>
    public ValueTask<Lane> TakeLaneAsync() => free.Reader.ReadAsync();

    /// <summary>The next test gets it when nothing of this one's is left in Asterisk.</summary>
    public void GiveBack(Lane lane) => clearing.Add(ClearAsync(lane));

    public async ValueTask InitializeAsync()
    {
        Postgres = await PrivatePostgres.StartNewAsync();
        Asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 9 });
        foreach (var lane in Asterisk.Lanes)
            free.Writer.TryWrite(lane);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(clearing);
        await Asterisk.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    private async Task ClearAsync(Lane lane)
    {
        var sinks = lane.Operators.Append(lane.Trunk).Select(phone => SipSink.TryOpen(phone.Port)).OfType<SipSink>().ToList();
        try
        {
            string[] names = [.. lane.Operators.Append(lane.Trunk).Select(phone => phone.Interface + "-")];
            var channels = (await Asterisk.CliAsync("core show channels concise")).Split('\n').Select(line => line.Split('!')[0]);
            foreach (var channel in channels.Where(c => Array.Exists(names, n => c.StartsWith(n, StringComparison.Ordinal))))
                await Asterisk.CliAsync($"channel request hangup {channel}");
            await Task.Delay(SipSink.UntilQuiet);
        }
        finally
        {
            foreach (var sink in sinks)
                await sink.DisposeAsync();
            free.Writer.TryWrite(lane);
        }
    }
}
