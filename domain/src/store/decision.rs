//! SQL of decisions. A decision is never changed; reopening it marks it and makes room for another.

use super::Tx;
use crate::{
    Result, Timestamp,
    decision::{Decision, Reopened},
    id::{ConsultationId, DecisionId, IssueId},
};

const COLUMNS: &str = "id, issue_id, disposition, reason, reached, votes_for, votes_against, abstentions, dissents, \
     recusals, decided_at, decided_by";

/// Stores a decision. A second current one on the same issue is refused by the index `decision_current`.
pub async fn insert(tx: &mut Tx, consultation: ConsultationId, it: &Decision) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into decision (id, consultation_id, issue_id, disposition, reason, reached, votes_for, votes_against, \
         abstentions, dissents, recusals, decided_at, decided_by) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
        .bind(it.id).bind(consultation).bind(it.issue_id).bind(it.disposition).bind(&it.reason).bind(it.reached)
        .bind(it.votes_for).bind(it.votes_against).bind(it.abstentions).bind(&it.dissents).bind(&it.recusals)
        .bind(it.decided_at).bind(it.decided_by)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// The decision that stands on an issue.
pub async fn current(tx: &mut Tx, issue: IssueId) -> Result<Option<Decision>> {
    let query =
        format!("select {COLUMNS} from decision where issue_id = $1 and reopened_at is null");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(issue).fetch_optional(c).await)?,
    )
}

/// All decisions that stand in a consultation, in the order in which they were recorded.
pub async fn all(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Decision>> {
    let query = format!(
        "select {COLUMNS} from decision where consultation_id = $1 and reopened_at is null order by decided_at, id"
    );
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).fetch_all(c).await)?,
    )
}

/// The decisions on an issue that were reopened, the oldest first.
pub async fn reopened(tx: &mut Tx, issue: IssueId) -> Result<Vec<Reopened>> {
    let query = format!(
        "select {COLUMNS}, reopened_at, reopened_reason from decision where issue_id = $1 and reopened_at is not null \
         order by reopened_at, id"
    );
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(issue).fetch_all(c).await)?)
}

/// Marks a decision as reopened.
pub async fn reopen(tx: &mut Tx, id: DecisionId, at: Timestamp, reason: &str) -> Result<()> {
    on!(tx, c => sqlx::query("update decision set reopened_at = $2, reopened_reason = $3 where id = $1")
        .bind(id).bind(at).bind(reason).execute(c).await.map(drop))?;
    Ok(())
}
