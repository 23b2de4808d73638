//! SQL of roles that wait for a second person's word.

use super::Tx;
use crate::{
    Result, Timestamp,
    account::EmailAddress,
    actor::{Role, RoleChange},
    id::{AccountId, ConsultationId, RecordId},
};

/// What a facilitator asks for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RoleRequest {
    /// Its key.
    pub id: RecordId,
    /// Whose role.
    pub account_id: AccountId,
    /// Their address.
    pub email: EmailAddress,
    /// Their name; may be empty.
    pub name: String,
    /// Which role.
    pub role: Role,
    /// Given or taken.
    pub change: RoleChange,
    /// Who asks.
    pub asked_by: AccountId,
    /// Their name; may be empty.
    pub asker: String,
    /// Their address.
    pub asker_email: EmailAddress,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it lapses.
    pub expires_at: Timestamp,
}

/// A request to be stored.
#[derive(Clone, Copy, Debug)]
pub struct New {
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// Whose role.
    pub account: AccountId,
    /// Which.
    pub role: Role,
    /// Given or taken.
    pub change: RoleChange,
    /// Who asks.
    pub asked_by: AccountId,
    /// When it lapses.
    pub expires_at: Timestamp,
}

/// Stores a request, in place of one for the same role of the same person.
pub async fn put(tx: &mut Tx, it: &New, at: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query("delete from role_request where consultation_id = $1 and account_id = $2 and role = $3")
        .bind(it.consultation).bind(it.account).bind(it.role).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query(
        "insert into role_request (id, consultation_id, account_id, role, change, asked_by, asked_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(RecordId::new(at)).bind(it.consultation).bind(it.account).bind(it.role).bind(it.change)
        .bind(it.asked_by).bind(at).bind(it.expires_at)
        .execute(c).await.map(drop))?;
    Ok(())
}

const SELECT: &str = "select q.id, q.account_id, a.email, a.name, q.role, q.change, q.asked_by, b.name as asker, \
     b.email as asker_email, q.asked_at, q.expires_at \
     from role_request q join account a on a.id = q.account_id join account b on b.id = q.asked_by";

/// What waits in a consultation at a moment, the oldest first.
pub async fn waiting(
    tx: &mut Tx,
    consultation: ConsultationId,
    at: Timestamp,
) -> Result<Vec<RoleRequest>> {
    let query = format!(
        "{SELECT} where q.consultation_id = $1 and q.expires_at > $2 order by q.asked_at, q.id"
    );
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).bind(at).fetch_all(c).await)?,
    )
}

/// Removes a request that is settled, or overtaken by a change that an administrator made.
pub async fn settle(
    tx: &mut Tx,
    consultation: ConsultationId,
    account: AccountId,
    role: Role,
) -> Result<()> {
    on!(tx, c => sqlx::query("delete from role_request where consultation_id = $1 and account_id = $2 and role = $3")
        .bind(consultation).bind(account).bind(role).execute(c).await.map(drop))?;
    Ok(())
}
