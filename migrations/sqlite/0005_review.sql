-- Debate, decisions and the revised text.

-- Confidential to commissioners.
create table remark (
    id blob primary key,
    consultation_id blob not null references consultation (id),
    issue_id blob not null references issue (id),
    account_id blob not null references account (id),
    body text not null,
    at text not null
) strict;
create index remark_of_issue on remark (issue_id, at);

create table decision (
    id blob primary key,
    consultation_id blob not null references consultation (id),
    issue_id blob not null references issue (id),
    disposition text not null,
    -- goes to every submitter, word for word
    reason text not null,
    -- consensus or vote
    reached text not null,
    votes_for integer,
    votes_against integer,
    abstentions integer,
    dissents text not null,
    recusals text not null,
    decided_at text not null,
    decided_by blob not null references account (id),
    -- a reopened decision stays in the record
    reopened_at text,
    reopened_reason text
) strict;
create unique index decision_current on decision (issue_id) where reopened_at is null;
create index decision_of on decision (consultation_id);

-- How a provision of one version became one of the next.
create table lineage (
    version_id blob not null references version (id),
    ord integer not null,
    -- anchor in the version before; null: new
    from_anchor text,
    -- anchor in this version; null: removed
    to_anchor text,
    relation text not null,
    primary key (version_id, ord)
) strict;

-- Which decisions are behind a change.
create table change_reason (
    version_id blob not null references version (id),
    -- anchor in the new version, or in the old one for a removed provision
    anchor text not null,
    issue_id blob not null references issue (id),
    primary key (version_id, anchor, issue_id)
) strict;
