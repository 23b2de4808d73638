-- Words to search in are folded (case, accents, composition) by the program, which folds anew what was stored before: the
-- version of the folding that a comment's words went through.
alter table comment add column search_fold integer not null default 0;
create index comment_search_fold on comment (search_fold);

-- Comments on one provision, of every round, in the order of arrival.
create index comment_on on comment (consultation_id, anchor, seq);
