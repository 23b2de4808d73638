//! SQL of the audit record.

use super::Tx;
use crate::{
    Result, Timestamp,
    actor::Actor,
    id::{ConsultationId, RecordId},
};

/// One entry: who did what to what.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The act, a word such as `comment.submit`.
    pub act: &'a str,
    /// Of which consultation.
    pub consultation: Option<ConsultationId>,
    /// What it was done to: a reference, an address, a number.
    pub subject: &'a str,
    /// What else should be known; never a secret, never the words of a confidential comment.
    pub detail: serde_json::Value,
    /// Whether visitors may read the entry.
    pub public: bool,
}

/// Writes an entry in the transaction of the act itself.
pub async fn record(tx: &mut Tx, actor: &Actor, at: Timestamp, entry: Entry<'_>) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into audit (id, at, actor, account_id, act, consultation_id, subject, detail, public) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(RecordId::new(at)).bind(at).bind(actor.kind()).bind(actor.account_id()).bind(entry.act)
        .bind(entry.consultation).bind(entry.subject).bind(entry.detail.to_string()).bind(entry.public)
        .execute(c).await.map(drop))?;
    Ok(())
}
