using Dapper;
using Npgsql;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.Rig.Postgres;

namespace Orchestrator.IntegrationTests.Browser;

/// <summary>Databases that pages are looked at with.</summary>
internal static class Scenes
{
    /// <summary>A caller's name that tries everything: markup, script, right-to-left override, control characters, and no end.</summary>
    public static string HostileName { get; } =
        "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}} \u202Etxt.exe\u202C \u0007\u001B[31m & ${jndi:x} " + new string('W', 4000);

    /// <summary>Many rows of everything, and one case in which every text is as bad as a caller can make it.</summary>
    /// <returns>The bad one's id.</returns>
    public static async Task<Guid> CrowdedAsync(CallbackWorld world)
    {
        await CallHistory.SeedAsync(world.Database.ConnectionString, 2_000, 400);
        return await HostileCaseAsync(world);
    }

    private static async Task<Guid> HostileCaseAsync(CallbackWorld world)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await world.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            set search_path = orchestrator;
            insert into callback_case (id, number, policy, policy_version, pbx, queue, state, opened_at, missed_at, next_attempt_at, next_attempt_why)
            values (@id, '+79169999999', @policy, 'v', 'pbx1', @name, 'waiting', now(), now(), now() + interval '20 hours', @name);
            insert into missed_call (id, pbx, call_id, uniqueid, at, reason, queue, did, caller_number, caller_name, number, waited_seconds, seen_by, case_id, comment)
            values (gen_random_uuid(), 'pbx1', @call, @call, now(), 'abandoned', @name, @name, @name, @name, '+79169999999', 12, '{ami}', @id, @name);
            insert into case_event (case_id, at, kind, text, data) values (@id, now(), 'opened', @name, jsonb_build_object('name', @name, 'comment', @name)),
              (@id, now(), 'requested', @name, jsonb_build_object('name', @name, 'comment', @name));
            insert into callback_attempt (id, case_id, number, state, outcome, why, policy, policy_version, pbx, customer_number, operator, instance, lease_until, started_at, ended_at)
            values (gen_random_uuid(), @id, 1, 'ended', 'busy', @name, @policy, 'v', 'pbx1', '+79169999999', @name, 'x', now(), now(), now());
            insert into number_rule (id, number, rule, reason, set_by) values (gen_random_uuid(), '+79169999999', 'vip', left(@name, 200), @name);
            insert into job_run (id, kind, case_id, instance, fire_instance_id, scheduled_at, started_at, ended_at, state, exception, given_up)
            values (gen_random_uuid(), 'wake_up', @id, @name, 'f', now(), now(), now(), 'failed', left(@name, 4000), true);
            insert into audit (actor, action, target, before, after) values (@name, 'case.note', @name, jsonb_build_object('text', @name), jsonb_build_object('text', @name));
            """,
            new { id, policy = world.Lane.Queue, name = HostileName.Replace("\0", "", StringComparison.Ordinal), call = id.ToString() });
        return id;
    }
}
