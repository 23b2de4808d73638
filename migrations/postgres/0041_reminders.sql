-- Reminders that were sent to whoever has drafts: once for each closing time and number of days before it.
create table reminder (
    submission_id uuid not null references submission (id) on delete cascade,
    closes_at timestamptz not null,
    days integer not null,
    primary key (submission_id, closes_at, days)
);
