-- What people decide about a number, callbacks that are asked for over the API, and what the lists of missed calls need.

create table number_rule (
  id         uuid primary key,
  number     text not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  rule       text not null check (rule in ('vip', 'do_not_call')),
  reason     text not null check (length(reason) between 1 and 200),
  set_by     text not null,
  set_at     timestamptz not null default now(),
  expires_at timestamptz check (expires_at > set_at),   -- null: until it is lifted
  lifted_at  timestamptz,                               -- lifted by a person, or replaced by a later rule; the row stays as history
  lifted_by  text,
  lifted_why text,
  constraint lifted_has_author check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_why is null))
);
create unique index one_rule_in_force_per_number on number_rule (number, rule) where lifted_at is null;
create index number_rule_number on number_rule (number, set_at desc);

-- What a person or a form said with a wish to be called back.
alter table missed_call add column comment text;           -- hostile, as caller_name
alter table callback_case add column asked_operator text;  -- the interface that is rung first, when it is free

-- The answers to requests with an Idempotency-Key, for a day: the same key gets the same answer, and does nothing again.
create table kept_answer (
  api_key         text not null,              -- the API key's name
  idempotency_key text not null check (length(idempotency_key) between 1 and 200),
  request_hash    bytea not null,
  status          integer not null check (status between 200 and 299),
  location        text,
  body            text not null,
  at              timestamptz not null default now(),
  primary key (api_key, idempotency_key)
);
create index kept_answer_at on kept_answer (at);

-- Lists of missed calls, filtered and paged over any number of rows.
create index missed_call_queue on missed_call (queue, at desc, id desc);
create index missed_call_reason on missed_call (reason, at desc, id desc);
create index missed_call_without_case on missed_call (at desc, id desc) where case_id is null;
