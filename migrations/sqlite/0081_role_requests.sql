-- Who may confirm what another facilitator asks for, and what waits for their word.

-- Whether an administrator or the operator gave the role. Facilitators whom a facilitator appointed confirm nothing:
-- else one person with two addresses would be two.
alter table account_role add column by_administrator integer not null default 0;
update account_role set by_administrator = 1 where exists (
    select 1 from audit e join account h on h.email = e.subject
    where e.act = 'role.grant' and h.id = account_role.account_id
      and (e.consultation_id = account_role.consultation_id
           or (e.consultation_id is null and account_role.consultation_id is null))
      and (e.actor = 'operator' or exists (
          select 1 from account_role g where g.account_id = e.account_id and g.role = 'administrator')));

-- A facilitator asks that somebody becomes, or no longer is, commissioner; it waits for an administrator's or a second
-- facilitator's word.
create table role_request (
    id blob primary key,
    consultation_id blob not null references consultation (id),
    -- whose role
    account_id blob not null references account (id),
    role text not null,
    -- give or take
    change text not null,
    asked_by blob not null references account (id),
    asked_at text not null,
    -- afterwards it can no longer be confirmed
    expires_at text not null,
    unique (consultation_id, account_id, role)
) strict;
