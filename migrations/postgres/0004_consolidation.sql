-- Issues, comments set aside, reports and their editions.

create table issue (
    id uuid primary key,
    consultation_id uuid not null references consultation (id),
    number integer not null,
    -- neutral, in one or two sentences
    statement text not null,
    minority text not null,
    -- the facilitators' observation
    observation text not null,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (consultation_id, number)
);

create table issue_provision (
    issue_id uuid not null references issue (id),
    anchor text not null,
    primary key (issue_id, anchor)
);

create table issue_comment (
    issue_id uuid not null references issue (id),
    comment_id uuid not null references comment (id),
    -- the words that matter, taken from the comment
    excerpt text not null,
    primary key (issue_id, comment_id)
);
create index issue_comment_of_comment on issue_comment (comment_id);

create table issue_option (
    id uuid primary key,
    issue_id uuid not null references issue (id),
    ord integer not null,
    title text not null,
    -- the provision whose wording it proposes to change
    anchor text,
    wording text not null,
    unique (issue_id, ord)
);

-- Accounted for without an issue.
create table set_aside (
    comment_id uuid primary key references comment (id),
    consultation_id uuid not null references consultation (id),
    reason text not null,
    at timestamptz not null
);
create index set_aside_of on set_aside (consultation_id);

-- What a facilitator did with comments, so that they can undo it.
create table consolidation_move (
    id uuid primary key,
    consultation_id uuid not null references consultation (id),
    -- order within the consultation
    ord bigint not null,
    -- null: the operator
    account_id uuid references account (id),
    at timestamptz not null,
    -- gather, take-out, set-aside, take-back
    act text not null,
    -- JSON: the standing of each comment before and after
    detail text not null,
    undone_at timestamptz
);
create unique index consolidation_move_of on consolidation_move (consultation_id, ord);

-- The words of the report that are no comment and no issue; edited until the report is frozen.
create table report_draft (
    consultation_id uuid primary key references consultation (id),
    purpose text not null,
    method text not null,
    participation text not null,
    across text not null,
    revision bigint not null
);

create table report (
    id uuid primary key,
    consultation_id uuid not null references consultation (id),
    number integer not null,
    -- frozen or withheld
    state text not null,
    -- what changed against the version before
    correction text not null,
    frozen_at timestamptz not null,
    withheld_reason text,
    unique (consultation_id, number)
);

-- What was frozen, byte for byte.
create table edition (
    report_id uuid not null references report (id),
    -- commission or public
    audience text not null,
    -- html, pdf, csv or json
    format text not null,
    bytes bytea not null,
    sha256 text not null,
    primary key (report_id, audience, format)
);
