-- That a facilitator has made sure that an organisation and its group are who they say they are.

create table verification (
    submission_id uuid primary key references submission (id),
    -- as they were stated when they were verified
    organisation text not null,
    stakeholder_group text,
    -- how it was verified; for facilitators only
    note text not null,
    -- null: the operator
    account_id uuid references account (id),
    at timestamptz not null,
    -- since then something else is stated: no longer verified
    changed_at timestamptz
);
