using Dapper;
using Npgsql;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Orchestrator.Rig.Postgres;
using Orchestrator.Web.Live;

namespace Orchestrator.IntegrationTests.Live;

/// <summary>The one reader of all events, round by round, beside transactions that end in another order than they began.</summary>
public sealed class EventTailTests(EventTailTests.Server server) : IClassFixture<EventTailTests.Server>, IAsyncLifetime
{
    private readonly Guid caseId = Guid.CreateVersion7();
    private Database database = null!;
    private EventTail tail = null!;

    public async ValueTask InitializeAsync()
    {
        database = new Database(await server.Postgres.CreateDatabaseAsync());
        await new Migrator(database, new SchemaOfJobs(JobTables.Install)).ApplyAsync(default);
        await database.InTransactionAsync(
            tx => tx.ExecuteAsync(
                """
                insert into callback_case (id, number, policy, policy_version, pbx, state, opened_at, missed_at, next_attempt_at)
                values (@caseId, '+79161112233', 'sales', 'v1', 'pbx1', 'waiting', now(), now(), now())
                """,
                new { caseId }),
            default);
        tail = new EventTail(database, new LiveWake(), TimeProvider.System);
        Assert.Empty(await ReadAsync());
        Assert.False(tail.Current.Value!.IsAsleep);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData("commit", new[] { "late", "early" })]
    [InlineData("rollback", new[] { "early" })]
    public async Task Read_ALaterEventIsCommittedFirst_WaitsForTheOneBeforeIt(string end, string[] told)
    {
        await using var late = await OpenAsync();
        await TellAsync(late, "late");
        await TellAsync("early");

        Assert.Empty(await ReadAsync()); // sees that one is missing
        Assert.Empty(await ReadAsync()); // asks who may bring it
        Assert.True(tail.IsWaiting);

        await late.ExecuteAsync(end);
        Assert.Equal(told, await ReadAsync());
        Assert.False(tail.IsWaiting);
    }

    [Fact]
    public async Task Read_AnOlderTransactionWritesLater_IsNotSkipped()
    {
        await using var older = await OpenAsync();
        await TellAsync("first");
        Assert.Equal(["first"], await ReadAsync());

        await TellAsync(older, "second");
        await older.ExecuteAsync("commit");

        Assert.Equal(["second"], await ReadAsync());
    }

    [Fact]
    public async Task Read_APreparedTransaction_IsWaitedFor()
    {
        await using (var late = await OpenAsync())
        {
            await TellAsync(late, "late");
            await late.ExecuteAsync("prepare transaction 'late'");
        }

        await TellAsync("early");
        Assert.Empty(await ReadAsync());
        Assert.Empty(await ReadAsync());

        await using (var connection = await database.OpenAsync(default))
        {
            await connection.ExecuteAsync("commit prepared 'late'");
        }

        Assert.Equal(["late", "early"], await ReadAsync());
    }

    [Fact]
    public async Task Read_AStrangersTransaction_HoldsUpOnlyWhatIsBehindAMissingId()
    {
        await using var stranger = await OpenAsync();
        await TellAsync("one");
        Assert.Equal(["one"], await ReadAsync());

        await using (var vain = await OpenAsync())
        {
            await TellAsync(vain, "never");
            await vain.ExecuteAsync("rollback");
        }

        await TellAsync("two");
        Assert.Empty(await ReadAsync());
        Assert.Empty(await ReadAsync());

        await stranger.ExecuteAsync("commit");
        Assert.Equal(["two"], await ReadAsync());
    }

    private async Task<IEnumerable<string>> ReadAsync() => (await tail.ReadAsync(default)).Select(e => e.Text.ToString());

    /// <summary>A transaction that has its id, and nothing written yet.</summary>
    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await database.OpenAsync(default);
        await connection.ExecuteAsync("begin; select pg_current_xact_id()");
        return connection;
    }

    private async Task TellAsync(NpgsqlConnection open, string text) => await (await Transaction.BeginAsync(open, null, default)).Timeline.TellAsync(caseId, "note", new Reason.Quoted(text));

    private Task<bool> TellAsync(string text) => database.InTransactionAsync(
        async tx =>
        {
            await tx.Timeline.TellAsync(caseId, "note", new Reason.Quoted(text));
            return true;
        },
        default);

    /// <summary>A server that nobody else uses, not even its own clean-up: transactions are the whole server's.</summary>
    public sealed class Server : IAsyncLifetime
    {
        public PrivatePostgres Postgres { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Postgres = await PrivatePostgres.StartNewAsync(
            settings: [KeyValuePair.Create("max_prepared_transactions", "1"), KeyValuePair.Create("autovacuum", "off")]);

        public ValueTask DisposeAsync() => Postgres.DisposeAsync();
    }
}
