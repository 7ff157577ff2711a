using Orchestrator.Engine.Storage;
using Orchestrator.Rig.Postgres;


namespace Orchestrator.IntegrationTests.Notify;

/// <summary>One server for the tests of a class; each test has its own database on it.</summary>
public sealed class PostgresOfNotices : IAsyncLifetime
{
    public PrivatePostgres Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PrivatePostgres.StartNewAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
