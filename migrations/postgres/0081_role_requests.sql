-- Who may confirm what another facilitator asks for, and what waits for their word.

-- Whether an administrator or the operator gave the role. Facilitators whom a facilitator appointed confirm nothing:
-- else one person with two addresses would be two.
alter table account_role add column by_administrator boolean not null default false;
update account_role set by_administrator = true where exists (
    select 1 from audit e join account h on h.email = e.subject
    where e.act = 'role.grant' and h.id = account_role.account_id
      and (e.consultation_id = account_role.consultation_id
           or (e.consultation_id is null and account_role.consultation_id is null))
      and (e.actor = 'operator' or exists (
          select 1 from account_role g where g.account_id = e.account_id and g.role = 'administrator')));

-- A facilitator asks that somebody becomes, or no longer is, commissioner; it waits for an administrator's or a second
-- facilitator's word.
create table role_request (
    id uuid primary key,
    consultation_id uuid not null references consultation (id),
    -- whose role
    account_id uuid not null references account (id),
    role text not null,
    -- give or take
    change text not null,
    asked_by uuid not null references account (id),
    asked_at timestamptz not null,
    -- afterwards it can no longer be confirmed
    expires_at timestamptz not null,
    unique (consultation_id, account_id, role)
);
