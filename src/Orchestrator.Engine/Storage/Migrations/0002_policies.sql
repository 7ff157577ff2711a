-- Policies that change while the service runs: every version is kept with its text; cases know what they were planned by,
-- how fast their priority grows, and whether they were opened only to be observed.

create table policy_version (
  id           uuid primary key,
  kind         text not null check (kind in ('policy', 'numbers')),
  name         text not null,               -- the policy's name; 'numbers' for the numbers file
  file         text not null,               -- without its directory
  version      text not null,               -- names the text, as in callback_case and case_event
  text         text not null,
  defaults     text not null default '',    -- the text of defaults.yaml that it was read with
  author       text,                        -- who wrote it, where known
  effective_at timestamptz not null,
  until        timestamptz check (until >= effective_at),   -- null: in force
  instance     text not null,               -- which took it first
  unique (kind, name, version, effective_at)
);
create unique index one_version_in_force on policy_version (kind, name) where until is null;
create index policy_version_name on policy_version (kind, name, effective_at desc, id desc);

alter table callback_case
  add column observed        boolean not null default false,  -- opened under mode: observe; never dialled, whatever becomes of the policy
  add column ageing          integer not null default 10,     -- added to priority for each full hour since it was due
  add column numbers_version text,                            -- of the numbers file that it was planned by
  add constraint observed_is_never_dialled check (not observed or state in ('waiting', 'closed'));

-- A number that is being observed gets a case to be called back once the policy is live, beside the observed one.
drop index one_open_case_per_number_and_policy;
create unique index one_open_case_per_number_and_policy on callback_case (number, policy, observed) where state <> 'closed';

-- Priority grows with time now: no index has its order. What is left to find is which cases are ready, and which a change of a policy concerns.
drop index callback_case_ready;
create index callback_case_ready on callback_case (policy, next_attempt_at) where state = 'ready';
create index callback_case_planned on callback_case (policy, id) where state in ('waiting', 'ready');
