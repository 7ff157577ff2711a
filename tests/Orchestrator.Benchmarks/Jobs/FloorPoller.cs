using Dapper;
using Npgsql;

namespace Orchestrator.Benchmarks.Jobs;

/// <summary>
/// The floor: one connection that takes due rows from a table with as many waiting ones, row by row, each with a commit of its own. It decides nothing and looks at nothing else:
/// no engine on the same PostgreSQL can be much faster.
/// </summary>
internal sealed class FloorPoller(NpgsqlDataSource database)
{
    private const string Schema =
        """
        create table bench.job (case_id uuid primary key, due timestamptz not null, state text not null default 'waiting');
        create index job_due on bench.job (due) where state = 'waiting';
        create constraint trigger job_claimed after update on bench.job deferrable initially deferred
          for each row when (old.state = 'waiting' and new.state = 'claimed') execute function bench.note_claimed();
        """;

    private const string Claim =
        """
        update bench.job set state = 'claimed'
        where case_id = (select case_id from bench.job where state = 'waiting' and due <= now() order by due limit 1 for update skip locked)
        """;

    private const string Next = "select extract(epoch from min(due) - clock_timestamp())::float8 from bench.job where state = 'waiting'";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    private int filled;

    /// <summary>Adds the waiting rows that are missing.</summary>
    public async Task FillAsync(int waiting)
    {
        await using var connection = await database.OpenConnectionAsync();
        if (filled == 0)
            await connection.ExecuteAsync(Schema);
        await connection.ExecuteAsync(
            "insert into bench.job (case_id, due) select gen_random_uuid(), now() + interval '3 days' + n * interval '170 milliseconds' from generate_series(@filled + 1, @waiting) n",
            new { filled, waiting });
        filled = waiting;
        await connection.ExecuteAsync("vacuum analyze bench.job");
        await connection.ExecuteAsync("checkpoint;"); // a single word would be taken for a procedure
    }

    /// <summary>From due to claimed.</summary>
    public async Task<Delays> MeasureAsync(IReadOnlyList<TimeSpan> timetable)
    {
        await using var connection = await database.OpenConnectionAsync();
        var first = Callbacks.Now + Ahead;
        var (ids, dues) = (timetable.Select(_ => Guid.NewGuid()).ToList(), timetable.Select(t => (first + t).UtcDateTime).ToList());
        await connection.ExecuteAsync("insert into bench.job (case_id, due) select * from unnest(@ids, @dues)", new { ids, dues });
        await using var claim = new NpgsqlCommand(Claim, connection);
        await using var next = new NpgsqlCommand(Next, connection);
        await claim.PrepareAsync();
        await next.PrepareAsync();
        for (var left = timetable.Count; left > 0;)
        {
            if (await claim.ExecuteNonQueryAsync() == 1)
                left--;
            else
                await SleepAsync(TimeSpan.FromSeconds((double)(await next.ExecuteScalarAsync())!));
        }

        return new Delays(await connection.QueryAsync<double>(
            "select extract(epoch from c.at - j.due)::float8 * 1000 from bench.job j join bench.claimed c on c.id = j.case_id where j.case_id = any(@ids)", new { ids }));
    }

    /// <summary>Until the next row is due, at most the pace of a poller that could miss new ones. Timers have whole milliseconds: the last part is asked away.</summary>
    private static Task SleepAsync(TimeSpan untilNext) => Task.Delay((int)Math.Max(0, Math.Min(untilNext.TotalMilliseconds, Pace.TotalMilliseconds)));
}
