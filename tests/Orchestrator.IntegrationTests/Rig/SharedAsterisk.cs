using System.Threading.Channels;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Postgres;

[assembly: AssemblyFixture(typeof(Orchestrator.IntegrationTests.Rig.SharedAsterisk))]

namespace Orchestrator.IntegrationTests.Rig;

/// <summary>One Asterisk and one PostgreSQL for all tests that do not break them; each test has a lane to itself while it runs.</summary>
public sealed class SharedAsterisk : IAsyncLifetime
{
    private readonly Channel<Lane> free = Channel.CreateUnbounded<Lane>();

    public PrivateAsterisk Asterisk { get; private set; } = null!;

    public PrivatePostgres Postgres { get; private set; } = null!;

    /// <summary>Waits for a lane that nobody uses; give it back when done.</summary>
    public ValueTask<Lane> TakeLaneAsync() => free.Reader.ReadAsync();

    public void GiveBack(Lane lane) => free.Writer.TryWrite(lane);

    public async ValueTask InitializeAsync()
    {
        Postgres = await PrivatePostgres.StartNewAsync();
        Asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 9 });
        foreach (var lane in Asterisk.Lanes)
            GiveBack(lane);
    }

    public async ValueTask DisposeAsync()
    {
        await Asterisk.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
