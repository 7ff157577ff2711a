-- The wallboard reads open cases by age, and what was closed lately, each second while somebody watches: from indexes alone.
create index callback_case_open on callback_case (opened_at, id) include (state) where state <> 'closed' and not observed;
create index callback_case_closed on callback_case (closed_at) include (disposition) where state = 'closed' and not observed;
