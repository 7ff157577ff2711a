using Npgsql;
using Orchestrator.Engine.Operators;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.IntegrationTests.Policies;

namespace Orchestrator.IntegrationTests.Storage;

/// <summary>The invariants stand in the database, whoever writes: each is broken once, and all that there are must be here.</summary>
public sealed class ConstraintTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>Constraint or unique index, and a statement over one waiting case with an attempt under way (its operator's leg, no customer's yet) and one closed case.</summary>
    private static readonly Dictionary<string, string> Breaches = new(StringComparer.Ordinal)
    {
        ["missed_call_reason_check"] = "update missed_call set reason = 'bored'",
        ["missed_call_number_check"] = "update missed_call set number = '7916'",
        ["missed_call_waited_seconds_check"] = "update missed_call set waited_seconds = -1",
        ["missed_call_pbx_call_id_key"] = "insert into missed_call (id, pbx, call_id, uniqueid, at, reason, seen_by) select gen_random_uuid(), pbx, call_id, uniqueid, at, reason, seen_by from missed_call",
        ["missed_call_case_id_fkey"] = "update missed_call set case_id = gen_random_uuid()",
        ["callback_case_number_check"] = "update callback_case set number = '+0123456789'",
        ["callback_case_state_check"] = "update callback_case set state = 'lost' where state <> 'closed'",
        ["callback_case_disposition_check"] = "update callback_case set disposition = 'lost' where state = 'closed'",
        ["callback_case_closing_check"] = "update callback_case set closing = 'reached', closing_why = 'x' where state = 'calling'",
        ["closed_has_disposition"] = "update callback_case set disposition = null where state = 'closed'",
        ["closed_has_time"] = "update callback_case set closed_at = null where state = 'closed'",
        ["closed_has_reason"] = "update callback_case set reason = null where state = 'closed'",
        ["waiting_has_next_step"] = "update callback_case set state = 'waiting', next_attempt_at = null where state <> 'closed'",
        ["closing_has_reason"] = "update callback_case set closing = 'withdrawn' where state = 'calling'",
        ["only_calling_is_closing"] = "update callback_case set closing = 'withdrawn', closing_why = 'x' where state = 'closed'",
        ["observed_is_never_dialled"] = "update callback_case set observed = true where state = 'calling'",
        ["one_open_case_per_number_and_policy"] = "insert into callback_case (id, number, policy, policy_version, pbx, state, opened_at, missed_at, next_attempt_at) select gen_random_uuid(), number, policy, 'v', pbx, 'waiting', now(), now(), now() from callback_case where state <> 'closed'",
        ["one_case_per_job"] = "update callback_case set job_id = 4711",
        ["callback_attempt_number_check"] = "update callback_attempt set number = 0",
        ["callback_attempt_customer_number_check"] = "update callback_attempt set customer_number = 'nobody'",
        ["callback_attempt_state_check"] = "update callback_attempt set state = 'lost'",
        ["callback_attempt_outcome_check"] = "update callback_attempt set state = 'ended', ended_at = now(), outcome = 'lost'",
        ["callback_attempt_case_id_fkey"] = "update callback_attempt set case_id = gen_random_uuid()",
        ["callback_attempt_case_id_number_key"] = "insert into callback_attempt (id, case_id, number, state, outcome, policy, policy_version, pbx, customer_number, instance, lease_until, started_at, ended_at) select gen_random_uuid(), case_id, number, 'ended', 'busy', policy, 'v', pbx, customer_number, instance, now(), now(), now() from callback_attempt",
        ["ended_has_outcome"] = "update callback_attempt set state = 'ended', ended_at = now()",
        ["ended_has_time"] = "update callback_attempt set state = 'ended', outcome = 'busy'",
        ["dialled_customer_has_time"] = "update callback_attempt set state = 'customer_ringing', customer_dialled_at = null",
        ["talk_has_time"] = "update callback_attempt set state = 'talking', customer_dialled_at = now(), talk_started_at = null",
        ["one_active_attempt_per_case"] = "insert into callback_attempt (id, case_id, number, state, policy, policy_version, pbx, customer_number, instance, lease_until, started_at) select gen_random_uuid(), case_id, number + 1, 'claimed', policy, 'v', pbx, customer_number, instance, now(), now() from callback_attempt",
        ["callback_leg_pkey"] = "insert into callback_leg (channel_id, attempt_id, role, pbx, endpoint) select channel_id, attempt_id, 'customer', pbx, 'x' from callback_leg",
        ["callback_leg_attempt_id_fkey"] = "update callback_leg set attempt_id = gen_random_uuid()",
        ["callback_leg_role_check"] = "update callback_leg set role = 'stranger'",
        ["callback_leg_cause_check"] = "update callback_leg set cause = 256",
        ["callback_leg_sip_code_check"] = "update callback_leg set sip_code = 99",
        ["one_active_attempt_per_operator"] = "insert into callback_leg (channel_id, attempt_id, role, pbx, endpoint) select 'other', attempt_id, role, pbx, endpoint from callback_leg",
        ["one_customer_leg_per_attempt"] = "insert into callback_leg (channel_id, attempt_id, role, pbx, endpoint) select n, attempt_id, 'customer', pbx, 'x' from callback_leg, unnest(array['a', 'b']) n",
    };

    /// <summary>Not worth a breach: keys that are random, and lists of what may not be null.</summary>
    private static readonly string[] Keys = ["missed_call_pkey", "callback_case_pkey", "callback_attempt_pkey"];

    [Fact]
    public async Task EveryConstraint_IsKeptByTheDatabaseAndNoneIsForgotten()
    {
        await using var office = await LivingOffice.OpenAsync(await host.Postgres.CreateDatabaseAsync(), ("10-sales.yaml", LivingOffice.PolicyText(fields: "first_attempt: { after: 0s }")));
        var running = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        Assert.NotNull(await office.Claim.ClaimAsync(running, new PickedOperators(["PJSIP/101"]), default));
        var closed = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        await office.ExecuteAsync("update callback_case set state = 'closed', disposition = 'withdrawn', reason = 'x', closed_at = now() where id = @closed", new { closed });

        var kept = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (constraint, breach) in Breaches)
        {
            var refused = await Record.ExceptionAsync(() => office.ExecuteAsync(breach));
            kept[constraint] = (refused as PostgresException)?.ConstraintName;
        }

        Assert.Empty(kept.Where(k => k.Key != k.Value).Select(k => $"{k.Key}: broken without a word, or refused by {k.Value}"));
        var all = await office.GetAsync<string>(
            """
            select string_agg(name, ' ' order by name) from (
              select conname as name from pg_constraint where conrelid = any (array['missed_call', 'callback_case', 'callback_attempt', 'callback_leg']::regclass[]) and contype <> 'n'
              union
              select indexrelid::regclass::text from pg_index where indisunique and indrelid = any (array['missed_call', 'callback_case', 'callback_attempt', 'callback_leg']::regclass[])) names
            """);
        Assert.Equal(Breaches.Keys.Concat(Keys).Order(StringComparer.Ordinal), all.Split(' ').Select(n => n[(n.LastIndexOf('.') + 1)..]).Order(StringComparer.Ordinal));
    }
}
