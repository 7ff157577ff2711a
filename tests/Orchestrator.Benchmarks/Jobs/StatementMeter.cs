using Dapper;
using Npgsql;

namespace Orchestrator.Benchmarks.Jobs;

/// <summary>
/// Counts what the daemon asks of PostgreSQL, by pg_stat_statements and pg_stat_database. The benchmark's own statements have another user, and its questions here another database.
/// Transactions include autovacuum's few.
/// </summary>
internal sealed class StatementMeter : IAsyncDisposable
{
    /// <summary>The server loads the module at its start.</summary>
    public static readonly KeyValuePair<string, string> Setting = new("shared_preload_libraries", "pg_stat_statements");

    /// <summary>Who the benchmark is to PostgreSQL.</summary>
    public const string User = "bench";

    private const int Samples = 30;

    private const string OfOthers = $"userid <> (select oid from pg_roles where rolname = '{User}')";

    /// <summary>In the commit of a claim: how many statements had ended by then. What a trigger does is not counted itself.</summary>
    private const string Trigger =
        $"""
        create extension pg_stat_statements schema bench;
        create table bench.counted (case_id uuid primary key, statements float8 not null);
        create function bench.count_statements() returns trigger language plpgsql as $$
        begin
          insert into bench.counted
          select new.case_id, sum(calls) from bench.pg_stat_statements(false)
          where dbid = (select oid from pg_database where datname = current_database()) and {OfOthers}
          on conflict do nothing;
          return null;
        end $$;
        create constraint trigger bench_count after insert on orchestrator.callback_attempt deferrable initially deferred for each row execute function bench.count_statements();
        """;

    private static readonly TimeSpan IdleWindow = TimeSpan.FromSeconds(30);

    /// <summary>An idle session may keep its counts of transactions to itself so long.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan JustBefore = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource daemons;
    private readonly NpgsqlDataSource aside;
    private readonly string name;

    /// <param name="connectionString">The benchmark's own, to the daemon's database.</param>
    /// <param name="daemons">The same, open.</param>
    public StatementMeter(string connectionString, NpgsqlDataSource daemons)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        name = settings.Database!;
        settings.Database = "postgres";
        aside = NpgsqlDataSource.Create(settings);
        this.daemons = daemons;
    }

    /// <summary>In half a minute in which nothing falls due and nobody looks.</summary>
    public async Task<Rate> IdleAsync()
    {
        await using (var connection = await aside.OpenConnectionAsync())
            await connection.ExecuteAsync("create extension if not exists pg_stat_statements");
        await Task.Delay(Settling);
        var before = await ReadAsync();
        await Task.Delay(IdleWindow);
        var after = await ReadAsync();
        return new Rate((after.Statements - before.Statements) / IdleWindow.TotalSeconds, (after.Transactions - before.Transactions) / IdleWindow.TotalSeconds);
    }

    /// <summary>Of callbacks that fall due second by second, each over before the next.</summary>
    /// <param name="callbacks">Books them.</param>
    /// <param name="idle">What the daemon asks anyway.</param>
    public async Task<PerCallback> OfCallbacksAsync(Callbacks callbacks, Rate idle)
    {
        await using var connection = await daemons.OpenConnectionAsync();
        await connection.ExecuteAsync(Trigger);
        var booked = await callbacks.BookAsync(Timetable.EachSecond(Samples));
        await Callbacks.UntilAsync(booked.First.AddSeconds(-1));
        var (started, first) = (Callbacks.Now, await ReadAsync());
        var before = new List<double>();
        for (var due = booked.First; due <= booked.Last; due = due.AddSeconds(1))
        {
            await Callbacks.UntilAsync(due - JustBefore);
            before.Add((await ReadAsync()).Statements);
        }

        await callbacks.ClaimedAsync(booked);
        await Task.Delay(Settling);
        var (took, last) = ((Callbacks.Now - started).TotalSeconds, await ReadAsync());
        var claimed = await connection.QueryAsync<double>("select statements from bench.counted where case_id = any(@Ids) order by statements", booked);
        var toClaim = claimed.Zip(before, (then, earlier) => then - earlier + 1).Order().ElementAt(Samples / 2); // and its own commit
        return new PerCallback(
            toClaim,
            (last.Statements - first.Statements - (idle.Statements * took)) / Samples,
            (last.Transactions - first.Transactions - (idle.Transactions * took)) / Samples);
    }

    public ValueTask DisposeAsync() => aside.DisposeAsync();

    private async Task<(double Statements, double Transactions)> ReadAsync()
    {
        await using var connection = await aside.OpenConnectionAsync();
        return await connection.QuerySingleAsync<(double, double)>(
            $"""
            select (select coalesce(sum(calls), 0)::float8 from pg_stat_statements(false) where dbid = d.oid and {OfOthers}), (s.xact_commit + s.xact_rollback)::float8
            from pg_database d join pg_stat_database s on s.datid = d.oid where d.datname = @name
            """,
            new { name });
    }
}

/// <summary>A second's worth.</summary>
internal sealed record Rate(double Statements, double Transactions);

/// <summary>What one callback costs.</summary>
/// <param name="ToClaim">Statements from a tenth of a second before due until claimed: the median.</param>
/// <param name="Statements">From due until everything about it is written, the failed attempt and the next step included: the mean, less what the idle daemon asks.</param>
/// <param name="Transactions">The same.</param>
internal sealed record PerCallback(double ToClaim, double Statements, double Transactions);
