using Dapper;
using Npgsql;

namespace Orchestrator.Benchmarks.Jobs;

/// <summary>Waiting cases that nothing happens to during the benchmark: due in days, written by SQL, and with the job that the engine would have booked for each.</summary>
internal sealed class Background(NpgsqlDataSource database)
{
    public const string NumbersOfProbes = "+7916";

    /// <summary>Those of the background.</summary>
    public const string Numbers = "+7999";

    private int filled;

    /// <summary>Adds what is missing. A probe must have been booked before: it is the model.</summary>
    /// <returns>Whether the engine's own tables were filled as well.</returns>
    public async Task<bool> FillAsync(int waiting)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            $"""
            insert into orchestrator.callback_case
              (id, number, policy, policy_version, numbers_version, pbx, queue, state, priority, ageing, opened_at, missed_at, next_attempt_at, next_attempt_why)
            select gen_random_uuid(), '{Numbers}' || lpad(n::text, 7, '0'), m.policy, m.policy_version, m.numbers_version, m.pbx, m.queue, 'waiting', m.priority, m.ageing,
                   now(), now(), now() + interval '3 days' + n * interval '170 milliseconds', m.next_attempt_why
            from (select * from orchestrator.callback_case where state = 'waiting' and number like '{NumbersOfProbes}%' limit 1) m, generate_series(@filled + 1, @waiting) n
            """,
            new { filled, waiting });
        var seeded = await new EngineTables(connection).SeedEngineAsync(waiting - filled);
        filled = waiting;
        await connection.ExecuteAsync("vacuum analyze");
        await connection.ExecuteAsync("checkpoint;"); // a single word would be taken for a procedure
        return seeded;
    }
}
