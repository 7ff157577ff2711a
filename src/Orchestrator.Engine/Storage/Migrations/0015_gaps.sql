-- What told of a blind interval afterwards (queue_log; ami, where ARI alone was away), and how many missed calls were found so.
alter table blind_interval
  add column filled_by text[] not null default '{}',
  add column found     integer check (found >= 0);
create index blind_interval_since on blind_interval (since desc, id desc);
