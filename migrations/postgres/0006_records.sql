-- What leaves (mail) and what stays (the audit record).

create table outbox (
    id uuid primary key,
    -- the same at every attempt
    message_id text not null unique,
    kind text not null,
    recipient text not null,
    subject text not null,
    body_text text not null,
    body_html text not null,
    created_at timestamptz not null,
    attempts integer not null,
    next_attempt_at timestamptz not null,
    -- a worker has it in hand until then
    claimed_until timestamptz,
    sent_at timestamptz,
    last_error text
);
create index outbox_due on outbox (next_attempt_at) where sent_at is null;

create table audit (
    id uuid primary key,
    at timestamptz not null,
    -- account, operator (command line) or clock
    actor text not null,
    account_id uuid references account (id),
    act text not null,
    consultation_id uuid references consultation (id),
    -- what it was done to: a reference, an address, a number
    subject text not null,
    -- JSON
    detail text not null,
    public boolean not null
);
create index audit_of_consultation on audit (consultation_id, id);
