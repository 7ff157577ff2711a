using Dapper;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Outages;

/// <summary>What must hold in the books and on the PBX after everything, whatever crashed in between.</summary>
internal static class Books
{
    private static readonly (string What, string Query)[] Rules =
    [
        ("an attempt is still active", "select id::text from orchestrator.callback_attempt where state <> 'ended'"),
        ("a case calls without an attempt", "select number from orchestrator.callback_case c where state = 'calling' and not exists (select from orchestrator.callback_attempt a where a.case_id = c.id and a.state <> 'ended')"),
        ("a closed case has no reason", "select number from orchestrator.callback_case where state = 'closed' and (reason is null or disposition is null)"),
        ("a leg is still open", "select channel_id from orchestrator.callback_leg where ended_at is null"),
        ("an attempt dialled its customer twice", "select attempt_id::text from orchestrator.callback_leg where role = 'customer' group by attempt_id having count(*) > 1"),
        ("an attempt was counted twice", "select case_id::text from orchestrator.case_event where kind = 'attempt_ended' group by case_id, data->>'attempt' having count(*) > 1"),
        ("a case has two stories of one opening", "select case_id::text from orchestrator.case_event where kind = 'opened' group by case_id having count(*) > 1"),
    ];

    /// <summary>The same of the jobs, which follow their cases within seconds.</summary>
    private static readonly (string What, string Query)[] RulesOfJobs =
    [
        ("a case's job does not follow it", "select number from orchestrator.callback_case where job_at is distinct from next_attempt_at or (job_id is null and next_attempt_at is not null)"),
        ("a closed case has a job to come", "select number from orchestrator.callback_case c join hangfire.job j on j.id = c.job_id where c.state = 'closed' and j.statename not in ('Succeeded', 'Deleted')"),
        ("a job to come is no case's", "select id::text from hangfire.job j where statename not in ('Succeeded', 'Deleted', 'Failed') and jsonb_array_length(arguments) > 3 and not exists (select from orchestrator.callback_case c where c.job_id = j.id)"),
        ("an attempt has two jobs, or none", """
            select a.case_id || '/' || a.number from orchestrator.callback_attempt a
            left join hangfire.job j on jsonb_array_length(j.arguments) > 3 and trim(both '"' from j.arguments ->> 3)::uuid = a.case_id and (j.arguments ->> 2)::int = a.number and j.statename = 'Succeeded'
                 and exists (select from hangfire.state s where s.jobid = j.id and s.name = 'Succeeded' and (s.data ->> 'Result')::jsonb ->> 'Text' like 'attempt %')
            group by a.case_id, a.number having count(j.id) <> 1
            """),
    ];

    public static async Task AreInOrderAsync(CallbackWorld world, Scene? scene = null)
    {
        await using var connection = await world.Database.OpenConnectionAsync();
        foreach (var (what, query) in Rules)
        {
            var found = (await connection.QueryAsync<string>(query)).ToList();
            Assert.True(found.Count == 0, $"{what}: {string.Join(", ", found)}");
        }

        foreach (var (what, query) in RulesOfJobs)
            await Until.TrueAsync(async () => !(await connection.QueryAsync<string>(query)).Any(), what: $"no more: {what}");

        var attempts = (await connection.QueryAsync<Guid>("select id from orchestrator.callback_attempt")).ToList();
        await Until.TrueAsync(() => LeavesNothingAsync(world, attempts), what: "nothing of the attempts lives on the PBX");
        if (scene is not null)
        {
            var dialled = await connection.QuerySingleAsync<int>("select count(*)::int from orchestrator.callback_leg where role = 'customer'");
            Assert.True(scene.Customers.Calls.Count <= dialled, $"{scene.Customers.Calls.Count} INVITEs to customers, {dialled} in the books");
        }
    }

    private static async Task<bool> LeavesNothingAsync(CallbackWorld world, List<Guid> attempts)
    {
        var live = await world.Asterisk.CliAsync("core show channels concise") + await world.Asterisk.CliAsync("bridge show all");
        return !attempts.Exists(id => live.Contains($"cb-{id:N}", StringComparison.Ordinal));
    }
}
