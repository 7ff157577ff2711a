-- Who may use the console, who is signed in, and who changed what.

create table account (
  id                  uuid primary key,
  name                text not null unique check (name ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'),
  role                text not null check (role in ('viewer', 'operator', 'supervisor', 'administrator')),
  password_hash       text not null,         -- PBKDF2 with its salt and iterations; the password itself is kept nowhere
  language            text check (language in ('en', 'ru')),
  created_at          timestamptz not null default now(),
  password_changed_at timestamptz not null default now(),
  last_signed_in_at   timestamptz,
  failures            integer not null default 0 check (failures >= 0),   -- wrong passwords since the last right one
  locked_until        timestamptz,
  disabled_at         timestamptz
);

create table account_session (
  id         uuid primary key,
  key_hash   bytea not null unique,           -- SHA-256 of the session's key, which only the browser's cookie has
  account_id uuid not null references account,
  started_at timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  address    text,
  agent      text,
  ended_at   timestamptz,
  ended_why  text,
  constraint ended_has_reason check ((ended_at is null) = (ended_why is null))
);
create index account_session_live on account_session (account_id) where ended_at is null;

-- The one-time link that makes the first administrator.
create table setup_link (
  hash       bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Append only: every change that a person or a key made.
create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default clock_timestamp(),
  actor   text not null,                      -- "user anna", "API key crm", "command line (root)", "system"
  action  text not null,                      -- case.cancel, account.add, policy.change …
  target  text not null,                      -- what was changed: a case's id, an account's name …
  before  jsonb,
  after   jsonb,
  address text
);
create index audit_target on audit (target, id desc);
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit is append only';
end $$;
create trigger audit_is_append_only before update or delete on audit for each row execute function audit_is_append_only();

-- Keys that protect cookies and form tokens, shared by all instances.
create table data_protection_key (
  id         bigint generated always as identity primary key,
  name       text not null unique,
  xml        text not null,
  created_at timestamptz not null default now()
);
