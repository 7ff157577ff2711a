using System.Data;
using NodaTime;
using Npgsql;
using Orchestrator.Engine.Signals;

namespace Orchestrator.Engine.Storage;

/// <summary>The product's Postgres: connections with bounds on every wait, times as <see cref="Instant"/>, names in schema <c>orchestrator</c>.</summary>
public sealed class Database : IAsyncDisposable
{
    public const string Schema = "orchestrator";

    public Database(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = Schema,
            ApplicationName = "orchestrator",
            IncludeErrorDetail = false,
            KeepAlive = 15,
            TcpKeepAlive = true,
        };
        settings.Timeout = Math.Min(settings.Timeout, 5);
        settings.CommandTimeout = Math.Min(settings.CommandTimeout, 15);
        settings.CancellationTimeout = 2000;
        // A callback is the same two dozen statements every time: the server parses and plans them once per connection.
        // "Max Auto Prepare=0" in the connection string turns it off, for a pooler in between that forgets prepared statements.
        settings.MaxAutoPrepare = settings.ShouldSerialize("Max Auto Prepare") ? settings.MaxAutoPrepare : 100;
        // statement_timeout ends what the server does for us when we have stopped waiting; an open transaction that nobody tends holds locks.
        settings.Options = "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=15000 -c lock_timeout=5000";
        Source = NpgsqlDataSource.Create(settings);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Poked after each commit that told something of a case or a missed call.</summary>
    public CaseSignal Told { get; } = new();

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancel) => Source.OpenConnectionAsync(cancel);

    /// <summary>Reads in one snapshot: whatever the statements are, all that they see is of the same moment.</summary>
    public Task<T> ReadAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancel) => RunAsync(work, IsolationLevel.RepeatableRead, cancel);

    /// <summary>Runs one transaction. The work gets the database's own "now", which is what due times and leases are measured by.</summary>
    public Task<T> InTransactionAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancel) => RunAsync(work, IsolationLevel.ReadCommitted, cancel);

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<Transaction, Task> work, CancellationToken cancel) =>
        InTransactionAsync(
            async tx =>
            {
                await work(tx);
                return true;
            },
            cancel);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task<T> RunAsync<T>(Func<Transaction, Task<T>> work, IsolationLevel isolation, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(isolation, cancel);
        var open = await Transaction.BeginAsync(connection, transaction, cancel);
        var result = await work(open);
        await transaction.CommitAsync(cancel);
        if (open.HasTold)
        {
            Told.Poke();
        }

        return result;
    }
}
