using Dapper;
using Npgsql;

namespace Orchestrator.Benchmarks.Jobs;

/// <summary>
/// What the benchmark adds to the daemon's database: triggers that note when a case was decided upon and when its attempt was claimed, by the clock that also says when it was due.
/// They are deferred, so that they run in the commit itself, before it is flushed to disk: only that flush is not in the figures. The floor is noted in the same way.
/// </summary>
internal sealed class Marks(NpgsqlDataSource database)
{
    private const string Schema =
        """
        create schema bench;
        create table bench.decided (case_id uuid primary key, due timestamptz not null, at timestamptz not null);
        create table bench.claimed (id uuid primary key, at timestamptz not null);

        create function bench.note_decided() returns trigger language plpgsql as $$
        begin
          insert into bench.decided values (old.id, old.next_attempt_at, clock_timestamp()) on conflict do nothing;
          return null;
        end $$;
        create constraint trigger bench_decided after update on orchestrator.callback_case deferrable initially deferred
          for each row when (old.state = 'waiting' and new.state = 'ready') execute function bench.note_decided();

        create function bench.note_claimed() returns trigger language plpgsql as $$
        begin
          insert into bench.claimed values (new.case_id, clock_timestamp()) on conflict do nothing;
          return null;
        end $$;
        create constraint trigger bench_claimed after insert on orchestrator.callback_attempt deferrable initially deferred
          for each row execute function bench.note_claimed();
        """;

    /// <summary>Adds them to a database that the daemon has migrated.</summary>
    public static async Task<Marks> AddAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(Schema);
        return new Marks(database);
    }

    /// <summary>How many of these have been claimed.</summary>
    public async Task<int> CountClaimedAsync(IReadOnlyList<Guid> ids)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<int>("select count(*)::int from bench.claimed where id = any(@ids)", new { ids });
    }

    /// <summary>From due to decided, and from due to claimed.</summary>
    public async Task<(Delays Decided, Delays Claimed)> DelaysAsync(IReadOnlyList<Guid> ids)
    {
        await using var connection = await database.OpenConnectionAsync();
        var rows = (await connection.QueryAsync<(double Decided, double Claimed)>(
            """
            select extract(epoch from d.at - d.due)::float8 * 1000, extract(epoch from c.at - d.due)::float8 * 1000
            from bench.decided d join bench.claimed c on c.id = d.case_id where d.case_id = any(@ids)
            """,
            new { ids })).ToList();
        return rows.Count == ids.Count
            ? (new Delays(rows.Select(r => r.Decided)), new Delays(rows.Select(r => r.Claimed)))
            : throw new InvalidOperationException($"Only {rows.Count} of {ids.Count} probes were seen on their way from waiting over ready to claimed.");
    }
}
