-- Somebody may want to be told that the budget of numbers.yaml is used up.

alter table notice drop constraint notice_event_check;
alter table notice add constraint notice_event_check check (event in (
  'missed', 'case_opened', 'case_closed', 'attempt_ended', 'reached', 'called_again', 'called_by_operator', 'struck_out', 'exhausted', 'expired',
  'opted_out', 'blocked', 'withdrawn', 'budget_used_up'));

-- Whether it was told today already, asked at each claim that meets the budget.
create index notice_budget on notice (policy, at) where event = 'budget_used_up';

-- How many cases wait for it: health asks every few seconds.
create index callback_case_budget on callback_case (id) where state = 'waiting' and next_attempt_reason->>'code' = 'budget_used_up';
