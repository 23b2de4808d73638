-- That a facilitator has made sure that an organisation and its group are who they say they are.

create table verification (
    submission_id blob primary key references submission (id),
    -- as they were stated when they were verified
    organisation text not null,
    stakeholder_group text,
    -- how it was verified; for facilitators only
    note text not null,
    -- null: the operator
    account_id blob references account (id),
    at text not null,
    -- since then something else is stated: no longer verified
    changed_at text
) strict;
