-- Issues, comments set aside, reports and their editions.

create table issue (
    id blob primary key,
    consultation_id blob not null references consultation (id),
    number integer not null,
    -- neutral, in one or two sentences
    statement text not null,
    minority text not null,
    -- the facilitators' observation
    observation text not null,
    revision integer not null,
    created_at text not null,
    updated_at text not null,
    unique (consultation_id, number)
) strict;

create table issue_provision (
    issue_id blob not null references issue (id),
    anchor text not null,
    primary key (issue_id, anchor)
) strict;

create table issue_comment (
    issue_id blob not null references issue (id),
    comment_id blob not null references comment (id),
    -- the words that matter, taken from the comment
    excerpt text not null,
    primary key (issue_id, comment_id)
) strict;
create index issue_comment_of_comment on issue_comment (comment_id);

create table issue_option (
    id blob primary key,
    issue_id blob not null references issue (id),
    ord integer not null,
    title text not null,
    -- the provision whose wording it proposes to change
    anchor text,
    wording text not null,
    unique (issue_id, ord)
) strict;

-- Accounted for without an issue.
create table set_aside (
    comment_id blob primary key references comment (id),
    consultation_id blob not null references consultation (id),
    reason text not null,
    at text not null
) strict;
create index set_aside_of on set_aside (consultation_id);

-- What a facilitator did with comments, so that they can undo it.
create table consolidation_move (
    id blob primary key,
    consultation_id blob not null references consultation (id),
    -- order within the consultation
    ord integer not null,
    -- null: the operator
    account_id blob references account (id),
    at text not null,
    -- gather, take-out, set-aside, take-back
    act text not null,
    -- JSON: the standing of each comment before and after
    detail text not null,
    undone_at text
) strict;
create unique index consolidation_move_of on consolidation_move (consultation_id, ord);

-- The words of the report that are no comment and no issue; edited until the report is frozen.
create table report_draft (
    consultation_id blob primary key references consultation (id),
    purpose text not null,
    method text not null,
    participation text not null,
    across text not null,
    revision integer not null
) strict;

create table report (
    id blob primary key,
    consultation_id blob not null references consultation (id),
    number integer not null,
    -- frozen or withheld
    state text not null,
    -- what changed against the version before
    correction text not null,
    frozen_at text not null,
    withheld_reason text,
    unique (consultation_id, number)
) strict;

-- What was frozen, byte for byte.
create table edition (
    report_id blob not null references report (id),
    -- commission or public
    audience text not null,
    -- html, pdf, csv or json
    format text not null,
    bytes blob not null,
    sha256 text not null,
    primary key (report_id, audience, format)
) strict;
