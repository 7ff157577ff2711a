-- Lists of the console: cases by their next step, and those of one queue, of which there may be none.
create index callback_case_next on callback_case (next_attempt_at, id) where next_attempt_at is not null;
create index callback_case_queue on callback_case (queue, opened_at desc, id desc);
