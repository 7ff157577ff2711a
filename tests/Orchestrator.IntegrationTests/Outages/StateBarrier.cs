using Dapper;
using Npgsql;
using Orchestrator.IntegrationTests.Callbacks;

namespace Orchestrator.IntegrationTests.Outages;

/// <summary>Holds up the database's writing of one state of an attempt, so that a phase that is over in a millisecond can be met. Gone when disposed.</summary>
internal sealed class StateBarrier : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private StateBarrier(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<StateBarrier> BeforeAsync(CallbackWorld world, string state)
    {
        var held = await world.Database.OpenConnectionAsync();
        await held.ExecuteAsync($"""
            select pg_advisory_lock(42);
            create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(42); return new; end $$;
            create trigger hold before update on orchestrator.callback_attempt for each row when (new.state = '{state}') execute function hold();
            """);
        return new StateBarrier(held);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.ExecuteAsync("select pg_advisory_unlock(42)");
        await connection.ExecuteAsync("drop trigger hold on orchestrator.callback_attempt; drop function hold()");
        await connection.DisposeAsync();
    }
}
