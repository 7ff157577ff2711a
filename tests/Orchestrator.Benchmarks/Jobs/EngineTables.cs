using Dapper;
using Npgsql;

namespace Orchestrator.Benchmarks.Jobs;

/// <summary>The jobs of background cases in the engine's own tables. The only part of the benchmark that knows of an engine; without Hangfire's tables it does nothing.</summary>
internal sealed class EngineTables(NpgsqlConnection connection)
{
    /// <summary>A scheduled job that the daemon has booked itself, and its case.</summary>
    private const string Model =
        """
        create temporary table model as
        select j.invocationdata, j.arguments::text as arguments, s.reason, s.data, c.id as case_id
        from hangfire.job j join hangfire.state s on s.id = j.stateid join orchestrator.callback_case c on c.job_id::text = j.id::text
        where j.statename = 'Scheduled' limit 1
        """;

    private const string Seeding =
        """
        create temporary table seeding as
        select id as case_id, next_attempt_at as at, nextval(pg_get_serial_sequence('hangfire.job', 'id')) as job_id, nextval(pg_get_serial_sequence('hangfire.state', 'id')) as state_id
        from orchestrator.callback_case where number like @numbers and state = 'waiting' and job_id is null
        """;

    private const string Jobs =
        """
        insert into hangfire.job (id, stateid, statename, invocationdata, arguments, createdat)
        select s.job_id, s.state_id, 'Scheduled', m.invocationdata,
               replace(replace(m.arguments, m.case_id::text, s.case_id::text), replace(m.case_id::text, '-', ''), replace(s.case_id::text, '-', ''))::jsonb, now()
        from seeding s, model m
        """;

    private const string States =
        """
        insert into hangfire.state (id, jobid, name, reason, createdat, data)
        select s.state_id, s.job_id, 'Scheduled', m.reason, now(), m.data || jsonb_build_object('EnqueueAt', floor(extract(epoch from s.at) * 1000)::bigint::text)
        from seeding s, model m
        """;

    private const string Sets = "insert into hangfire.set (key, value, score) select 'schedule', job_id::text, floor(extract(epoch from at)) from seeding";

    private const string Cases = "update orchestrator.callback_case c set job_id = s.job_id, job_at = c.next_attempt_at from seeding s where c.id = s.case_id";

    /// <summary>Books the background cases that have no job yet.</summary>
    /// <param name="count">How many those must be.</param>
    /// <returns>Whether there is an engine whose tables are known here.</returns>
    public async Task<bool> SeedEngineAsync(int count)
    {
        if (!await connection.QuerySingleAsync<bool>("select exists (select from pg_namespace where nspname = 'hangfire')"))
            return false;
        await using var transaction = await connection.BeginTransactionAsync();
        var parameters = new { numbers = Background.Numbers + "%" };
        await connection.ExecuteAsync($"{Model};\n{Seeding}", parameters, transaction);
        foreach (var (table, sql) in new[] { ("hangfire.job", Jobs), ("hangfire.state", States), ("hangfire.set", Sets), ("callback_case", Cases) })
        {
            // None: the daemon has booked no job that could be the model.
            if (await connection.ExecuteAsync(sql, transaction: transaction) is var rows && rows != count)
                throw new InvalidOperationException($"{rows} rows of {table} were written instead of {count}.");
        }

        await connection.ExecuteAsync("drop table model, seeding", transaction: transaction);
        await transaction.CommitAsync();
        return true;
    }
}
