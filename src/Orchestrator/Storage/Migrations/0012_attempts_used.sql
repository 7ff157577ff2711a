-- uses_attempt is what the planner counts from now on. An attempt that failed before the customer was dialled never used one, and was written down as if it had.
update callback_attempt set uses_attempt = false where uses_attempt and outcome = 'failed' and customer_dialled_at is null;
