-- Hangfire is the job engine (schema hangfire). The tables of the one before it go, and so does our own history of jobs: Hangfire's dashboard shows its.
drop schema if exists orchestrator_jobs cascade;
drop table job_run;

-- A case and its job: the one that is booked for its next attempt, or was the last. The case's row is the truth; while job_at differs from next_attempt_at, or the job is gone,
-- the job has to follow. Cases that are open now have none yet: they get them at the start.
alter table callback_case
  add column job_id bigint,        -- hangfire.job.id. No foreign key: "truncate hangfire.job cascade", which people do to start anew, would empty this table with it
  add column job_at timestamptz,   -- what it is booked for; null: nothing is booked
  add column attempts_told int not null default 0; -- attempts that have a job which tells what came of them; those before Hangfire need none
update callback_case c set attempts_told = case when observed then (select count(*) from case_event e where e.case_id = c.id and e.kind = 'would_call')
  else (select coalesce(max(number), 0) from callback_attempt a where a.case_id = c.id) end
where state <> 'closed';
create unique index one_case_per_job on callback_case (job_id) where job_id is not null;
create index callback_case_owes_job on callback_case (next_attempt_at) where (job_at is distinct from next_attempt_at or (job_id is null and next_attempt_at is not null));

-- The sweep looks for cases that call without an attempt.
create index callback_case_calling on callback_case (id) where state = 'calling';

-- A job that vanishes (Hangfire removes one some days after its end; somebody may remove any) is forgotten at once: an open case gets another.
create function job_gone() returns trigger language plpgsql as $$
begin
  update orchestrator.callback_case c set job_id = null from gone where c.job_id = gone.id;
  return null;
end $$;
create trigger orchestrator_job_gone after delete on hangfire.job referencing old table as gone for each statement execute function job_gone();
create function jobs_gone() returns trigger language plpgsql as $$
begin
  update orchestrator.callback_case set job_id = null where job_id is not null;
  return null;
end $$;
create trigger orchestrator_jobs_gone after truncate on hangfire.job for each statement execute function jobs_gone();

-- Small, and rewritten all the time.
alter table hangfire.lock set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
alter table hangfire.jobqueue set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
