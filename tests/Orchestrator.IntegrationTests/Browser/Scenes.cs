using Dapper;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.Rig;
using Orchestrator.Rig.Postgres;

namespace Orchestrator.IntegrationTests.Browser;

/// <summary>Databases that pages are looked at with.</summary>
internal static class Scenes
{
    /// <summary>A caller's name that tries everything: markup, script, right-to-left override, control characters, and no end.</summary>
    public static string HostileName { get; } =
        "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{7*7}} \u202Etxt.exe\u202C \u0007\u001B[31m & ${jndi:x} " + new string('W', 4000);

    /// <summary>Many rows of everything, and one case in which every text is as bad as a caller can make it.</summary>
    public static async Task<SceneIds> CrowdedAsync(CallbackWorld world)
    {
        await CallHistory.SeedAsync(world.ConnectionString, 2_000, 400);
        var id = await HostileCaseAsync(world);
        var file = Path.Combine(world.Policies, "10-lane.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("attempts: 3", "attempts: 4  # one more", StringComparison.Ordinal));
        await Until.TrueAsync(async () => await world.ScalarAsync<long>($"select count(*) from orchestrator.policy_version where name = '{world.Lane.Queue}'") == 2, what: "there are two versions");
        await File.AppendAllTextAsync(Path.Combine(world.Policies, "20-menu.yaml"), $"\nhuors: always\n# {HostileName[..300]}\n"); // and one that is broken
        await world.ExecuteAsync(
            $"""
            insert into orchestrator.blind_interval (pbx, link, since, until, reason, filled_by, found)
            values ('pbx1', 'ami', now() - interval '3 hours', now() - interval '2 hours', 'Asterisk closed the connection', array['queue_log'], 17),
                   ('pbx1', 'ari', now() - interval '1 day', now() - interval '23 hours', '{HostileName.Replace("'", "''", StringComparison.Ordinal)}', array['ami'], null),
                   ('pbx1', 'ami', now() - interval '2 days', null, 'the orchestrator was not running', default, null)
            """);
        return new SceneIds
        {
            Case = id,
            Policy = world.Lane.Queue,
            Differences = await world.ScalarAsync<string>(
                $"select '?from=' || min(id::text) filter (where until is not null) || '&to=' || min(id::text) filter (where until is null) from orchestrator.policy_version where name = '{world.Lane.Queue}'"),
        };
    }

    /// <summary>Nothing but one closed case, which pages about one case need.</summary>
    public static async Task<SceneIds> EmptyAsync(CallbackWorld world)
    {
        var number = CallbackWorld.NewNumber();
        await using (var anonymous = await world.CallAsync(number, world.Lane.JoinEmptyDid))
            await anonymous.ExitAsync();
        var one = await world.CaseAsync(number, _ => true);
        return new SceneIds
        {
            Case = one.Id,
            Policy = world.Lane.Queue,
        };
    }

    /// <summary>Every page: its route, an address, and a name for its picture.</summary>
    public static IEnumerable<(string Route, string Path, string Name)> Pages(SceneIds ids) =>
    [
        ("/", "/", "wallboard"),
        ("/wallboard/tv", "/wallboard/tv", "wallboard-tv"),
        ("/cases", "/cases", "cases"),
        ("/cases", "/cases?state=waiting&order=next", "cases-filtered"),
        ("/cases", "/cases?queue=nobody", "cases-nothing-matches"),
        ("/cases/{id:guid}", $"/cases/{ids.Case}", "case"),
        ("/missed-calls", "/missed-calls", "missed-calls"),
        ("/gaps", "/gaps", "gaps"),
        ("/numbers", "/numbers", "numbers"),
        ("/numbers/find", "/numbers/find", "numbers-find"),
        ("/numbers/{id:guid}", $"/numbers/{ids.Case}", "number"),
        ("/jobs", "/jobs", "jobs"),
        ("/jobs", "/jobs?find=nobody", "jobs-nothing-matches"),
        ("/policies", "/policies", "policies"),
        ("/policies/{name}", $"/policies/{ids.Policy}", "policy"),
        ("/policies/{name}/versions", $"/policies/{ids.Policy}/versions", "policy-versions"),
        ("/policies/{name}/differences", $"/policies/{ids.Policy}/differences{ids.Differences}", "policy-differences"),
        ("/policies/{name}", $"/policies/{ids.Policy}-menu", "policy-broken"),
        ("/policies/{name}/calendar", $"/policies/{ids.Policy}/calendar", "policy-calendar"),
        ("/policies/{name}/explain", $"/policies/{ids.Policy}/explain", "policy-explain"),
        ("/policies/{name}/try", $"/policies/{ids.Policy}/try", "policy-try"),
        ("/account", "/account", "account"),
        ("/access", "/access", "access"),
        ("/access/users/{name}", "/access/users/anna", "user"),
        ("/access/keys", "/access/keys", "keys"),
        ("/access/audit", "/access/audit", "audit"),
    ];

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
            insert into audit (actor, action, target, before, after) values (@name, 'case.note', @name, jsonb_build_object('text', @name), jsonb_build_object('text', @name));
            """,
            new { id, policy = world.Lane.Queue, name = HostileName.Replace("\0", "", StringComparison.Ordinal), call = id.ToString() });
        return id;
    }
}

/// <summary>What the addresses of pages name.</summary>
internal sealed record SceneIds
{
    public Guid Case { get; init; }

    public string Policy { get; init; } = "x";

    /// <summary>Which versions to compare; empty: there is only one.</summary>
    public string Differences { get; init; } = "";
}
