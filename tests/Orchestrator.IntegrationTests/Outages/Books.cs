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

    public static async Task AreInOrderAsync(CallbackWorld world, Scene? scene = null)
    {
        await using var connection = await world.Database.OpenConnectionAsync();
        foreach (var (what, query) in Rules)
        {
            var found = (await connection.QueryAsync<string>(query)).ToList();
            Assert.True(found.Count == 0, $"{what}: {string.Join(", ", found)}");
        }

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
