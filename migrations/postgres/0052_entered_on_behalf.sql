-- Where the author of what was entered on their behalf is told of it; seen by nobody else. Empty: not known.
alter table submission add column email text not null default '';
-- When it was entered on behalf of its author; null: submitted here by the author.
alter table comment add column entered_at timestamptz;
update comment set entered_at = (
    select s.created_at from submission s where s.id = comment.submission_id and s.account_id is null
);
