-- The outbox: who is to be told of what. A row is written in the transaction of the event that it tells of; see docs/notifications.md.

create table notice (
  id             uuid primary key,
  seq            bigint generated always as identity,   -- the order of events
  at             timestamptz not null,                  -- when it happened
  event          text not null check (event in ('missed', 'case_opened', 'case_closed', 'attempt_ended', 'reached', 'called_again',
                                                'called_by_operator', 'struck_out', 'exhausted', 'expired', 'opted_out', 'blocked', 'withdrawn')),
  policy         text not null,
  case_id        uuid references callback_case,
  missed_call_id uuid references missed_call,
  channel        text not null check (channel in ('email', 'webhook')),
  target         text not null,                         -- an address, or an URL
  lane           text not null,                         -- the server that it goes to: a slow one holds up its own lane only
  payload        json not null,                         -- json, not jsonb: it goes out exactly as it was written
  state          text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  tries          integer not null default 0 check (tries >= 0),
  next_try_at    timestamptz default now(),
  give_up_at     timestamptz not null,
  last_error     text,
  delivered_at   timestamptz,
  constraint notice_is_about_something  check (case_id is not null or missed_call_id is not null),
  constraint notice_pending_has_next_try check ((state = 'pending') = (next_try_at is not null)),
  constraint notice_delivered_has_time  check ((state = 'delivered') = (delivered_at is not null)),
  constraint notice_dead_has_error      check (state <> 'dead' or last_error is not null)
);
-- A call that is reported twice is missed once.
create unique index one_missed_notice_per_call_and_target on notice (missed_call_id, channel, target) where event = 'missed';
create index notice_due on notice (lane, next_try_at) where state = 'pending';
create index notice_of_open_case on notice (case_id, seq) where state = 'pending';
create index notice_at on notice (at desc, id desc);
create index notice_dead on notice (at) where state = 'dead';
create index notice_delivered on notice (delivered_at) where state = 'delivered';

alter table notice set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
