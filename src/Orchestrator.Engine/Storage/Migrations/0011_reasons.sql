-- Reasons as values, beside the English texts that stay what they were. Rows from before have the text alone.
alter table callback_case
  add column next_attempt_reason jsonb,  -- next_attempt_why
  add column held_reason jsonb,          -- held_why
  add column closing_reason jsonb,       -- closing_why
  add column closed_reason jsonb;        -- reason
alter table callback_attempt add column reason jsonb; -- why
alter table case_event add column reason jsonb;       -- text
alter table missed_call add column no_case_why jsonb; -- no_case_reason
