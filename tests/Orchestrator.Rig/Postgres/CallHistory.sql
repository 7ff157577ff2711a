-- Years of a busy call centre: missed calls, cases, their attempts and timelines. CallHistory puts the numbers of both in.
-- The newest hundredth of the cases is open; nothing open falls due within the day, so that nothing happens to it.
set local search_path = orchestrator;
select setseed(0.42);

create temporary table seeded on commit drop as
select i, gen_random_uuid() as id, '+7916' || lpad((i % greatest($cases / 2, 1))::text, 7, '0') as number,
       (array['sales', 'service', 'clinic', 'shop'])[1 + i % 4] as policy,
       now() - i * (interval '400 days' / $cases) as opened_at,
       case when i > $cases / 100 then 'closed' when i % 10 = 0 then 'ready' else 'waiting' end as state,
       (array['reached', 'reached', 'called_again', 'exhausted', 'reached', 'struck_out', 'expired', 'withdrawn', 'blocked', 'opted_out'])[1 + (random() * 9)::int] as disposition
from generate_series(1, $cases) as i;

insert into callback_case (id, number, policy, policy_version, pbx, queue, state, disposition, reason, opened_at, missed_at, next_attempt_at, next_attempt_why, held_why, closed_at)
select id, number, policy, 'a1b2c3d4', 'pbx1', policy || '-queue', state, case when state = 'closed' then disposition end,
       case when state = 'closed' then 'operator and customer talked' end, opened_at, opened_at,
       case when state <> 'closed' then now() + interval '1 day' + i * interval '7 seconds' end, case when state <> 'closed' then 'busy: second retry after 5m' end,
       case when state = 'ready' then 'no operator is free' end, case when state = 'closed' then opened_at + random() * interval '20 hours' end
from seeded on conflict do nothing;

insert into callback_attempt (id, case_id, number, state, outcome, why, policy, policy_version, pbx, customer_number, uses_attempt, operator, instance, lease_until, started_at, customer_dialled_at, ended_at)
select gen_random_uuid(), id, n, 'ended', (array['busy', 'no_answer', 'connected'])[least(n, 3)], 'the customer''s phone was busy', policy, 'a1b2c3d4', 'pbx1', number, true, 'PJSIP/101', 'seed',
       opened_at, opened_at + n * interval '10 minutes', opened_at + n * interval '10 minutes', opened_at + n * interval '11 minutes'
from seeded, lateral generate_series(1, i % 4) as n;

insert into case_event (case_id, at, kind, text)
select id, opened_at + n * interval '5 minutes', (array['opened', 'planned', 'attempt', 'outcome', 'closed'])[n],
       (array['Opened by a missed call.', 'Next attempt in 5m: busy: second retry after 5m.', 'Attempt 1 begins.', 'Attempt 1: busy.', 'Closed as reached.'])[n]
from seeded, lateral generate_series(1, case when state = 'closed' then 5 else 2 end) as n;

insert into missed_call (id, pbx, call_id, uniqueid, at, reason, queue, did, caller_number, caller_name, number, waited_seconds, position, seen_by, case_id, no_case_reason)
select gen_random_uuid(), 'pbx1', 'seed-' || m, 'seed-' || m, now() - m * (interval '400 days' / $missed), (array['abandoned', 'timed_out', 'no_operators', 'queue_full', 'closed'])[1 + m % 5],
       (array['sales', 'service', 'clinic', 'shop'])[1 + m % 4] || '-queue', '+74951234567', '+7916' || lpad((m % greatest($cases / 2, 1))::text, 7, '0'), 'Caller ' || m,
       '+7916' || lpad((m % greatest($cases / 2, 1))::text, 7, '0'), random() * 300, 1 + m % 9, '{ami}', s.id, case when s.id is null then 'no policy covers it' end
from generate_series(1, $missed) as m left join seeded s on s.i = m / greatest($missed / $cases, 1) and m % 5 <> 0;

insert into audit (at, actor, action, target, before, after, address)
select now() - i * (interval '400 days' / $cases), 'user u' || i % 20, (array['case.note', 'case.call_now', 'case.postpone', 'case.cancel'])[1 + i % 4], id::text, '{"state": "waiting"}', '{"state": "ready"}', '127.0.0.1'
from seeded;
