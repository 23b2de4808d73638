-- Whose a session is, since when, and in what browser: so that people see where they are signed in, and end it.
-- Sessions from before tell it the next time they are used.
alter table session add column account_id uuid references account (id);
alter table session add column began_at bigint;
alter table session add column seen_at bigint;
alter table session add column browser text not null default '';
create index session_account on session (account_id);
