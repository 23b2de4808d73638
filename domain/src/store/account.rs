//! SQL of accounts and roles.

use super::Tx;
use crate::{
    Result, Timestamp,
    account::{Account, EmailAddress},
    actor::{Grant, Role},
    id::{AccountId, ConsultationId, RecordId},
};

/// Stores a new account. The caller has looked whether the address is free.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into account (id, email, name, organisation, stakeholder_group, country, language, time_zone, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(account.id).bind(&account.email).bind(&account.name).bind(&account.organisation)
        .bind(account.stakeholder_group).bind(&account.country).bind(account.language).bind(&account.time_zone)
        .bind(account.created_at)
        .execute(c).await.map(drop))?;
    Ok(())
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

/// All roles of an account.
pub async fn grants(tx: &mut Tx, id: AccountId) -> Result<Vec<Grant>> {
    Ok(
        on!(tx, c => sqlx::query_as("select role, consultation_id from account_role where account_id = $1")
        .bind(id).fetch_all(c).await)?,
    )
}

/// Gives a role; giving it twice changes nothing.
pub async fn grant(
    tx: &mut Tx,
    at: Timestamp,
    id: AccountId,
    role: Role,
    consultation: Option<ConsultationId>,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into account_role (id, account_id, role, consultation_id, granted_at) values ($1, $2, $3, $4, $5) \
         on conflict do nothing")
        .bind(RecordId::new(at)).bind(id).bind(role).bind(consultation).bind(at)
        .execute(c).await.map(drop))?;
    Ok(())
}
