-- uses_attempt is what the planner counts from now on. An attempt that failed before the customer was dialled never used one, and was written down as if it had.
update callback_attempt set uses_attempt = false where uses_attempt and outcome = 'failed' and customer_dialled_at is null;

-- As in callback_case: what is read is a number, or cannot be there.
alter table callback_attempt add check (customer_number ~ '^\+[1-9][0-9]{6,14}$');
