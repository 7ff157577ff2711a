-- Missed calls, callback cases, their attempts and legs, and the timeline. Readable by BI tools; see docs/database.md.
-- Words (states, reasons, outcomes) are the product's own, in snake_case; the invariants are constraints, not conventions.

create table missed_call (
  id              uuid primary key,
  pbx             text not null,
  call_id         text not null,            -- Asterisk's linkedid: one call is counted once, whoever saw it
  uniqueid        text not null,
  at              timestamptz not null,
  reason          text not null check (reason in ('abandoned', 'timed_out', 'no_operators', 'queue_full', 'left_by_key',
                                                  'closed', 'left_in_menu', 'unanswered', 'requested')),
  queue           text,
  did             text,
  caller_number   text,                     -- as the caller sent it: hostile, for reading only
  caller_name     text,                     -- likewise
  number          text check (number ~ '^\+[1-9][0-9]{6,14}$'),
  waited_seconds  double precision check (waited_seconds >= 0),
  position        integer,
  seen_by         text[] not null,          -- 'ami', 'stasis', 'api'
  case_id         uuid,
  no_case_reason  text,                     -- why no case was opened
  recorded_at     timestamptz not null default now(),
  unique (pbx, call_id)
);
create index missed_call_at on missed_call (at desc, id desc);
create index missed_call_number on missed_call (number, at desc);
create index missed_call_case on missed_call (case_id) where case_id is not null;

create table callback_case (
  id               uuid primary key,
  number           text not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  policy           text not null,
  policy_version   text not null,
  pbx              text not null,
  queue            text,
  state            text not null check (state in ('waiting', 'ready', 'calling', 'closed')),
  disposition      text check (disposition in ('reached', 'called_again', 'called_by_operator', 'struck_out', 'exhausted',
                                               'expired', 'opted_out', 'blocked', 'withdrawn')),
  reason           text,
  priority         integer not null default 100,
  opened_at        timestamptz not null,
  missed_at        timestamptz not null,    -- the latest missed call
  not_before       timestamptz,             -- no attempt earlier
  asked_at         timestamptz,             -- a person asked for an attempt now
  next_attempt_at  timestamptz,
  next_attempt_why text,
  held_why         text,                    -- why a ready case does not go out just now
  closing          text check (closing in ('called_again', 'called_by_operator', 'opted_out', 'withdrawn')),
  closing_why      text,                    -- the case closes so as soon as its running attempt has ended
  closed_at        timestamptz,
  constraint closed_has_disposition check ((state = 'closed') = (disposition is not null)),
  constraint closed_has_time        check ((state = 'closed') = (closed_at is not null)),
  constraint closed_has_reason      check (state <> 'closed' or reason is not null),
  constraint waiting_has_next_step  check (state not in ('waiting', 'ready') or next_attempt_at is not null),
  constraint closing_has_reason     check ((closing is null) = (closing_why is null)),
  constraint only_calling_is_closing check (closing is null or state = 'calling')
);
create unique index one_open_case_per_number_and_policy on callback_case (number, policy) where state <> 'closed';
create index callback_case_ready on callback_case (priority desc, next_attempt_at) where state = 'ready';
create index callback_case_waiting on callback_case (next_attempt_at) where state = 'waiting';
create index callback_case_opened on callback_case (opened_at desc, id desc);
create index callback_case_number on callback_case (number, opened_at desc);

alter table missed_call add foreign key (case_id) references callback_case;

create table callback_attempt (
  id                  uuid primary key,
  case_id             uuid not null references callback_case,
  number              integer not null check (number > 0),
  state               text not null check (state in ('claimed', 'operator_ringing', 'operator_answered', 'customer_ringing',
                                                     'talking', 'ended')),
  outcome             text check (outcome in ('connected', 'busy', 'no_answer', 'rejected', 'unreachable', 'invalid', 'machine',
                                              'congestion', 'operator_no_answer', 'operator_refused', 'operator_hung_up',
                                              'customer_hung_up', 'interrupted', 'failed')),
  why                 text,
  policy              text not null,
  policy_version      text not null,
  pbx                 text not null,
  customer_number     text not null,
  uses_attempt        boolean not null default false,
  operator            text,                 -- who picked up, or the only one that was rung
  instance            text not null,
  fence               bigint not null default 1,
  lease_until         timestamptz not null,
  started_at          timestamptz not null,
  customer_dialled_at timestamptz,
  talk_started_at     timestamptz,
  ended_at            timestamptz,
  unique (case_id, number),
  constraint ended_has_outcome check ((state = 'ended') = (outcome is not null)),
  constraint ended_has_time    check ((state = 'ended') = (ended_at is not null)),
  constraint dialled_customer_has_time check (state not in ('customer_ringing', 'talking') or customer_dialled_at is not null),
  constraint talk_has_time     check (state <> 'talking' or talk_started_at is not null)
);
create unique index one_active_attempt_per_case on callback_attempt (case_id) where state <> 'ended';
create index callback_attempt_active on callback_attempt (instance) where state <> 'ended';
create index callback_attempt_dialled on callback_attempt (customer_number, customer_dialled_at) where customer_dialled_at is not null;
create index callback_attempt_dialled_at on callback_attempt (customer_dialled_at) where customer_dialled_at is not null;

create table callback_leg (
  channel_id   text primary key,
  attempt_id   uuid not null references callback_attempt,
  role         text not null check (role in ('operator', 'customer')),
  pbx          text not null,
  endpoint     text not null,
  dialled_at   timestamptz,
  answered_at  timestamptz,
  ended_at     timestamptz,
  cause        integer check (cause between 0 and 255),
  sip_code     integer check (sip_code between 100 and 699)
);
create index callback_leg_attempt on callback_leg (attempt_id);
-- An operator's phone belongs to one attempt at a time, whichever instance made it.
create unique index one_active_attempt_per_operator on callback_leg (pbx, endpoint) where role = 'operator' and ended_at is null;
create unique index one_customer_leg_per_attempt on callback_leg (attempt_id) where role = 'customer';

create table case_event (
  id       bigint generated always as identity primary key,
  case_id  uuid not null references callback_case,
  at       timestamptz not null,
  kind     text not null,
  text     text not null,
  data     jsonb
);
create index case_event_case on case_event (case_id, id);

-- Time in which nobody listened to a PBX: what happened then may be unknown.
create table blind_interval (
  id      bigint generated always as identity primary key,
  pbx     text not null,
  link    text not null check (link in ('ami', 'ari')),
  since   timestamptz not null,
  until   timestamptz check (until >= since),
  reason  text not null,
  unique (pbx, link, since)
);

create table instance (
  name        text primary key,
  boot        uuid not null,
  started_at  timestamptz not null,
  seen_at     timestamptz not null
);

create table api_key (
  id            uuid primary key,
  name          text not null check (length(name) between 1 and 100),
  hash          bytea not null unique,      -- SHA-256 of the key; the key itself is shown once and kept nowhere
  scope         text not null check (scope in ('read', 'write', 'admin')),
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz,
  revoked_at    timestamptz
);
create unique index one_live_api_key_per_name on api_key (name) where revoked_at is null;

alter table callback_case set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
alter table callback_attempt set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
