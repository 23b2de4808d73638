-- Submissions, drafts and comments.

create table submission (
    id uuid primary key,
    round_id uuid not null references round (id),
    -- null: entered on behalf of its author
    account_id uuid references account (id),
    author text not null,
    organisation text not null,
    -- empty values: not stated
    stakeholder_group text,
    country text not null,
    -- null: not chosen yet, or (entered on behalf) not stated
    publication text,
    channel text not null,
    -- draft, submitted or withdrawn
    state text not null,
    -- for conflicts between two windows
    revision bigint not null,
    created_at timestamptz not null,
    submitted_at timestamptz
);
create unique index submission_of_account on submission (round_id, account_id) where account_id is not null;
-- Covers who has spoken.
create index submission_of_round on submission (round_id, state, publication, stakeholder_group);

-- What a stakeholder writes before submitting, and amendments not yet submitted.
-- Kept apart from comments, so that no list of comments can show a draft.
create table draft (
    id uuid primary key,
    submission_id uuid not null references submission (id),
    -- the submitted comment that this draft amends
    comment_id uuid,
    -- null: on the document as a whole
    anchor text,
    -- the label of the provision it was on, if the text was replaced and has it no more; until it is saved again
    moved_from text,
    kind text,
    position text,
    body text not null,
    proposed_wording text not null,
    rationale text not null,
    language text not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index draft_of_submission on draft (submission_id, id);
create unique index draft_amends on draft (comment_id) where comment_id is not null;

create table comment (
    id uuid primary key,
    consultation_id uuid not null references consultation (id),
    round_id uuid not null references round (id),
    submission_id uuid not null references submission (id),
    -- order of arrival within the consultation
    seq bigint not null,
    -- what people cite: R1-0042; never reused
    reference text not null,
    -- null: on the document as a whole
    anchor text,
    kind text,
    position text,
    body text not null,
    proposed_wording text not null,
    rationale text not null,
    language text not null,
    -- of the submission, repeated for filters and counts
    stakeholder_group text,
    -- how it came, if not through this site: exactly as it was imported
    channel text not null,
    -- lower-case words to search in: reference, body, wording, rationale
    search text not null,
    -- submitted or withdrawn
    state text not null,
    -- a visitor may read it once the round shows: submitted, not hidden, meant for publication
    listed boolean not null,
    hidden_reason text,
    revision bigint not null,
    submitted_at timestamptz not null,
    -- exactly as it was imported, empty if it was submitted here
    submitted_at_text text not null,
    unique (consultation_id, reference),
    unique (consultation_id, seq)
);
create index comment_of_provision on comment (round_id, anchor, seq);
create index comment_of_submission on comment (submission_id, seq);

-- What a comment said before it was amended.
create table comment_history (
    comment_id uuid not null references comment (id),
    revision bigint not null,
    kind text,
    position text,
    body text not null,
    proposed_wording text not null,
    rationale text not null,
    language text not null,
    replaced_at timestamptz not null,
    primary key (comment_id, revision)
);
