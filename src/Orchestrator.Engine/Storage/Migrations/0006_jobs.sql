-- What the job engine did, as people want to see it; and which recurring jobs stand still, since when and why.
-- The engine's own tables (schema orchestrator_jobs) hold what is to come; these hold what was.

create table job_run (
  id               uuid primary key,
  kind             text not null check (kind ~ '^[a-z][a-z_]{0,39}$'),
  case_id          uuid,                     -- of a wake-up. No foreign key: a row of history must never fail for what it tells of
  instance         text not null,
  boot             uuid,                     -- of the instance's process: with another, or without a heartbeat, a running row was interrupted
  fire_instance_id text not null,            -- the engine's name for this run
  scheduled_at     timestamptz not null,
  started_at       timestamptz not null,
  ended_at         timestamptz,
  state            text not null check (state in ('running', 'succeeded', 'failed', 'misfired')),
  attempt          integer not null default 0 check (attempt >= 0),   -- 0: the first; n: the nth automatic retry
  exception        text check (length(exception) <= 4000),            -- without secrets, numbers shortened
  retry_at         timestamptz,              -- the engine tries again then, by itself
  given_up         boolean not null default false,                    -- dead, until somebody settles it
  asked_by         text,                     -- who had it run by hand
  settled_at       timestamptz,
  settled_by       text,
  settled_as       text check (settled_as in ('retried', 'discarded')),
  constraint job_run_ended_has_time    check ((state = 'running') = (ended_at is null)),
  constraint job_run_failed_has_reason check ((state = 'failed') = (exception is not null)),
  constraint job_run_only_failed_ends_badly check (state = 'failed' or (retry_at is null and not given_up)),
  constraint job_run_given_up_has_no_retry check (not given_up or retry_at is null),
  constraint job_run_settled_is_whole  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_as is null)),
  constraint job_run_only_failed_is_settled check (state = 'failed' or settled_at is null)
);
create index job_run_started on job_run (started_at desc, id desc);
create index job_run_kind on job_run (kind, started_at desc, id desc);
create index job_run_case on job_run (case_id, started_at desc, id desc) where case_id is not null;
create index job_run_not_well on job_run (state, started_at desc, id desc) where state <> 'succeeded';
create index job_run_dead on job_run (started_at desc, id desc) where given_up and settled_at is null;

alter table job_run set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

-- A row: this recurring job does not run. It is the truth, whatever the engine's triggers say, and outlives every restart.
create table job_pause (
  kind      text primary key,
  paused_at timestamptz not null default now(),
  paused_by text not null,
  reason    text not null check (length(reason) between 1 and 200)
);
