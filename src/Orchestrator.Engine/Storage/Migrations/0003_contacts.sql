-- Who talked with a customer last, for `pick: last_spoken`; and the recording of an attempt's talk.

create table contact (
  pbx       text not null,                  -- an interface means something on its own PBX only
  number    text not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  operator  text not null,                  -- the interface, such as PJSIP/101
  at        timestamptz not null,           -- when they were connected
  kind      text not null check (kind in ('queue_call', 'callback')),
  primary key (pbx, number)
);

alter table callback_attempt add recording text;   -- the recording's name, once it has begun
