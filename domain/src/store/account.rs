//! SQL of accounts and roles.

use super::Tx;
use crate::{
    Result, Timestamp,
    account::{Account, EmailAddress},
    actor::{Actor, Grant, Role},
    id::{AccountId, ConsultationId, RecordId},
};

/// Stores a new account; false if the address has one already.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<bool> {
    let rows = on!(tx, c => sqlx::query(
        "insert into account (id, email, name, organisation, stakeholder_group, country, language, time_zone, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (email) do nothing")
        .bind(account.id).bind(&account.email).bind(&account.name).bind(&account.organisation)
        .bind(account.stakeholder_group).bind(&account.country).bind(account.language).bind(&account.time_zone)
        .bind(account.created_at)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Stores a changed profile.
pub async fn update(tx: &mut Tx, account: &Account) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update account set name = $2, organisation = $3, stakeholder_group = $4, country = $5, language = $6, \
         time_zone = $7 where id = $1")
        .bind(account.id).bind(&account.name).bind(&account.organisation).bind(account.stakeholder_group)
        .bind(&account.country).bind(account.language).bind(&account.time_zone)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// By key.
pub async fn get(tx: &mut Tx, id: AccountId) -> Result<Option<Account>> {
    Ok(
        on!(tx, c => sqlx::query_as("select * from account where id = $1").bind(id).fetch_optional(c).await)?,
    )
}

/// By address.
pub async fn by_email(tx: &mut Tx, email: &EmailAddress) -> Result<Option<Account>> {
    Ok(
        on!(tx, c => sqlx::query_as("select * from account where email = $1").bind(email).fetch_optional(c).await)?,
    )
}

/// By the address as it was typed, in whatever spelling. An account that kept its own spelling, because its mailbox
/// has another account from before addresses had one form, is found by exactly that.
pub async fn by_typed(tx: &mut Tx, typed: &str) -> Result<Option<Account>> {
    let spelled = EmailAddress::as_spelled(typed);
    let exact = on!(tx, c => sqlx::query_as("select * from account where email = $1").bind(spelled).fetch_optional(c).await)?;
    match (exact, typed.parse::<EmailAddress>()) {
        (None, Ok(email)) => by_email(tx, &email).await,
        (exact, _) => Ok(exact),
    }
}

/// Accounts whose address is not in its one form, the oldest first.
pub async fn not_in_one_form(tx: &mut Tx) -> Result<Vec<Account>> {
    // Before there was one form addresses were lower-case: only letters outside ASCII can differ from it.
    let query = match tx {
        Tx::Sqlite(_) => {
            "select * from account where length(cast(email as blob)) <> length(email) order by created_at, id"
        }
        Tx::Postgres(_) => {
            "select * from account where octet_length(email) <> char_length(email) order by created_at, id"
        }
    };
    let accounts: Vec<Account> = on!(tx, c => sqlx::query_as(query).fetch_all(c).await)?;
    let other = |it: &Account| {
        let one = it.email.as_str().parse::<EmailAddress>();
        one.is_ok_and(|one| one != it.email)
    };
    Ok(accounts.into_iter().filter(other).collect())
}

/// Gives an account, and the sign-in links that are on their way to it, another form of its address.
pub async fn set_email(tx: &mut Tx, id: AccountId, email: &EmailAddress) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update sign_in_link set email = $2 where email = (select email from account where id = $1)")
        .bind(id).bind(email).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("update account set email = $2 where id = $1")
        .bind(id).bind(email).execute(c).await.map(drop))?;
    Ok(())
}

/// An actor with the roles that they hold now.
pub async fn as_it_stands(tx: &mut Tx, actor: &Actor) -> Result<Actor> {
    Ok(match actor {
        Actor::Person { account, .. } => Actor::Person {
            account: account.clone(),
            grants: grants(tx, account.id).await?,
        },
        Actor::Visitor | Actor::Operator | Actor::Commission(_) => actor.clone(),
    })
}

/// All roles of an account.
pub async fn grants(tx: &mut Tx, id: AccountId) -> Result<Vec<Grant>> {
    Ok(
        on!(tx, c => sqlx::query_as("select role, consultation_id from account_role where account_id = $1")
        .bind(id).fetch_all(c).await)?,
    )
}

/// Gives a role; `by_administrator`: whether an administrator or the operator gives it. False if the account holds it already.
pub async fn grant(
    tx: &mut Tx,
    at: Timestamp,
    id: AccountId,
    role: Role,
    consultation: Option<ConsultationId>,
    by_administrator: bool,
) -> Result<bool> {
    let rows = on!(tx, c => sqlx::query(
        "insert into account_role (id, account_id, role, consultation_id, granted_at, by_administrator) \
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing")
        .bind(RecordId::new(at)).bind(id).bind(role).bind(consultation).bind(at).bind(by_administrator)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Takes a role away; false if the account does not hold it.
pub async fn revoke(
    tx: &mut Tx,
    id: AccountId,
    role: Role,
    consultation: Option<ConsultationId>,
) -> Result<bool> {
    // One text for both kinds: the key of "no consultation" is a null, which equals nothing.
    let rows = on!(tx, c => sqlx::query(
        "delete from account_role where account_id = $1 and role = $2 \
         and (consultation_id = $3 or (consultation_id is null and $4))")
        .bind(id).bind(role).bind(consultation).bind(consultation.is_none())
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Who holds a role in an installation or a consultation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Holder {
    /// Who.
    pub account_id: AccountId,
    /// Their address.
    pub email: EmailAddress,
    /// Their name; may be empty.
    pub name: String,
    /// Their organisation; may be empty.
    pub organisation: String,
    /// What they hold.
    pub role: Role,
    /// The consultation's name in addresses; none for an administrator.
    pub slug: Option<String>,
    /// The consultation's title.
    pub title: Option<String>,
    /// Since when.
    pub granted_at: Timestamp,
}

const HOLDERS: &str = "select a.id as account_id, a.email, a.name, a.organisation, r.role, c.slug, c.title, r.granted_at \
     from account_role r join account a on a.id = r.account_id left join consultation c on c.id = r.consultation_id";

/// Who holds roles of a consultation, by role and address.
pub async fn holders(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Holder>> {
    let query = format!("{HOLDERS} where r.consultation_id = $1 order by r.role desc, a.email");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).fetch_all(c).await)?,
    )
}

/// The roles of an account.
pub async fn held_by(tx: &mut Tx, id: AccountId) -> Result<Vec<Holder>> {
    let query = format!("{HOLDERS} where r.account_id = $1 order by r.role, c.title");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_all(c).await)?)
}

/// Who holds any role, by address.
pub async fn all_holders(tx: &mut Tx) -> Result<Vec<Holder>> {
    let query = format!("{HOLDERS} order by a.email, r.role, c.slug");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(c).await)?)
}

/// How many administrators there are; until the end of the transaction nobody else can make them fewer.
pub async fn count_administrators(tx: &mut Tx) -> Result<usize> {
    // SQLite lets one writer in at a time; PostgreSQL locks the rows.
    let query = match tx {
        Tx::Sqlite(_) => {
            "select account_id from account_role where role = $1 and consultation_id is null"
        }
        Tx::Postgres(_) => {
            "select account_id from account_role where role = $1 and consultation_id is null for update"
        }
    };
    let all: Vec<AccountId> =
        on!(tx, c => sqlx::query_scalar(query).bind(Role::Administrator).fetch_all(c).await)?;
    Ok(all.len())
}

/// Accounts after an address, in the order of addresses.
pub async fn page(tx: &mut Tx, after: &str, most: i64) -> Result<Vec<Account>> {
    Ok(
        on!(tx, c => sqlx::query_as("select * from account where email > $1 order by email limit $2")
        .bind(after).bind(most).fetch_all(c).await)?,
    )
}

/// Those who may confirm what a facilitator asks for: administrators, and facilitators of the consultation whom an
/// administrator appointed.
pub async fn confirmers(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Account>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select a.* from account a where exists (select 1 from account_role r where r.account_id = a.id \
         and (r.role = $2 and r.consultation_id is null \
              or r.role = $3 and r.consultation_id = $1 and r.by_administrator)) order by a.email")
        .bind(consultation).bind(Role::Administrator).bind(Role::Facilitator).fetch_all(c).await)?)
}

/// The commissioners of a consultation, by address.
pub async fn commissioners(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Account>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select a.* from account a join account_role r on r.account_id = a.id \
         where r.consultation_id = $1 and r.role = $2 order by a.email")
        .bind(consultation).bind(Role::Commissioner).fetch_all(c).await)?)
}
