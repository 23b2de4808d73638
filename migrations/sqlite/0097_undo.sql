-- What was withdrawn or removed can be brought back until its round closes.

-- When a comment was withdrawn; those of one moment were withdrawn together. Null: it stands, or was withdrawn before this
-- was noted.
alter table comment add column withdrawn_at text;

-- Drafts that their author removed, as they were; gone shortly after the round has closed.
create table removed_draft (
    id blob primary key,
    submission_id blob not null references submission (id) on delete cascade,
    comment_id blob,
    anchor text,
    moved_from text,
    kind text,
    position text,
    body text not null,
    proposed_wording text not null,
    rationale text not null,
    language text not null,
    revision integer not null,
    created_at text not null,
    updated_at text not null,
    removed_at text not null
) strict;
create index removed_draft_of_submission on removed_draft (submission_id, removed_at);
