-- Keys that expire, links that set a password, wrong passwords for names that nobody has, and an audit that can be searched.

alter table api_key
  add column prefix     text,                 -- the first characters, to recognise a key by; not known of older keys
  add column expires_at timestamptz,
  add column created_by text;

alter table account add column failed_at timestamptz;   -- of the last wrong password: after a day it is forgotten

-- One-time links with which a user sets his own password. The key is only in the link.
create table password_link (
  hash       bytea primary key,
  account_id uuid not null references account,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index password_link_open on password_link (account_id) where used_at is null;

-- A name that nobody has is slowed down as a user's is: the answers do not tell which names there are.
create table unknown_name_failure (
  name_hash    bytea primary key,             -- SHA-256: what was typed as a name may be a password
  failures     integer not null check (failures > 0),
  locked_until timestamptz,
  failed_at    timestamptz not null
);
create index unknown_name_failure_age on unknown_name_failure (failed_at);

drop index audit_target;
create index audit_time on audit (at desc, id desc);
create index audit_actor on audit (actor, at desc, id desc);
create index audit_action on audit (action, at desc, id desc);
create index audit_target on audit (target, at desc, id desc);
create trigger audit_is_never_emptied before truncate on audit for each statement execute function audit_is_append_only();

create index account_session_account on account_session (account_id, seen_at desc) where ended_at is null;
drop index account_session_live;
