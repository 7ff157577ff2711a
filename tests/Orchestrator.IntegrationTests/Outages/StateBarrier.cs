using Dapper;
using Npgsql;
using Orchestrator.IntegrationTests.Callbacks;

namespace Orchestrator.IntegrationTests.Outages;

/// <summary>Holds up the database's writing of one state of an attempt, so that a phase that is over in a millisecond can be met. Gone when disposed.</summary>
internal sealed class StateBarrier : IAsyncDisposable
{
    private readonly CallbackWorld world;
    private readonly NpgsqlConnection connection;

    private StateBarrier(CallbackWorld world, NpgsqlConnection connection) => (this.world, this.connection) = (world, connection);

    public static async Task<StateBarrier> BeforeAsync(CallbackWorld world, string state)
    {
        var held = await world.Database.OpenConnectionAsync();
        await held.ExecuteAsync($"""
            select pg_advisory_lock(42);
            create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(42); return new; end $$;
            create trigger hold before update on orchestrator.callback_attempt for each row when (new.state = '{state}') execute function hold();
            """);
        return new StateBarrier(world, held);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(42)");
        }
        catch (NpgsqlException)
        {
            // The server was killed meanwhile, and the lock is gone with it.
        }

        await connection.DisposeAsync();
        await world.ExecuteAsync("drop trigger hold on orchestrator.callback_attempt; drop function hold()");
    }
}
