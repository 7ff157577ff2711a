using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>
/// Hangfire's tables, in a schema beside ours, and the connections to them.
/// They are written without waiting for the disk: the case's row is the truth, and a job that a power cut takes back is booked again.
/// </summary>
internal sealed class JobTables : IAsyncDisposable
{
    public const string Schema = "hangfire";

    private readonly PostgreSqlStorageOptions options = new()
    {
        SchemaName = Schema,
        PrepareSchemaIfNecessary = false, // its constructor would hold up the start, and health with it, while the database is away: see Migrator
        QueuePollInterval = TimeSpan.FromSeconds(2), // within this process a commit wakes the workers; this is for what a dead instance left in the queue
        EnableLongPolling = false, // a connection for each worker, and it does not survive a cut one (Hangfire.PostgreSql #410)
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromSeconds(15),
        DistributedLockTimeout = TimeSpan.FromSeconds(15), // a killed instance leaves its lock rows behind, and all scheduling waits for them so long
        JobExpirationCheckInterval = TimeSpan.FromMinutes(15),
        CountersAggregateInterval = TimeSpan.FromMinutes(1),
    };

    private readonly NpgsqlDataSource source;

    public JobTables(string connectionString, ILoggerFactory logs)
    {
        JobEngineDefaults.Use(logs);
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = Database.Schema,
            ApplicationName = "orchestrator-jobs",
            IncludeErrorDetail = false,
            KeepAlive = 15,
            TcpKeepAlive = true,
            NoResetOnClose = true, // nothing is set on a connection that its next user could find
        };
        settings.Timeout = Math.Min(settings.Timeout, 5);
        settings.MaxAutoPrepare = settings.ShouldSerialize("Max Auto Prepare") ? settings.MaxAutoPrepare : 100;
        settings.Options = "-c synchronous_commit=off -c statement_timeout=60000 -c idle_in_transaction_session_timeout=15000 -c lock_timeout=5000";
        source = NpgsqlDataSource.Create(settings);
        Storage = new PostgreSqlStorage(new Connections(source), options);
    }

    public JobStorage Storage { get; }

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancel) => source.OpenConnectionAsync(cancel);

    /// <summary>Hangfire over a connection that takes part in an ambient transaction: what is done to jobs is committed or rolled back with it.</summary>
    public JobStorage Over(NpgsqlConnection connection) => new PostgreSqlStorage(new ExistingNpgsqlConnectionFactory(connection, options), options);

    /// <summary>Makes or upgrades the tables. Each step is a transaction of its own.</summary>
    public static void Install(NpgsqlConnection connection) => PostgreSqlObjectsInstaller.Install(connection, Schema);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private sealed class Connections(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }
}
