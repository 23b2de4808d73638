-- Whose a session is, since when, and in what browser: so that people see where they are signed in, and end it.
-- Sessions from before tell it the next time they are used.
alter table session add column account_id blob references account (id);
alter table session add column began_at integer;
alter table session add column seen_at integer;
alter table session add column browser text not null default '';
create index session_account on session (account_id);
