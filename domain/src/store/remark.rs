//! SQL of remarks. There is no update and no delete: the debate is a record.

use super::Tx;
use crate::{
    Result,
    id::{ConsultationId, IssueId},
    remark::Remark,
};

/// Stores a remark.
pub async fn insert(tx: &mut Tx, consultation: ConsultationId, remark: &Remark) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into remark (id, consultation_id, issue_id, account_id, body, at) values ($1, $2, $3, $4, $5, $6)")
        .bind(remark.id).bind(consultation).bind(remark.issue_id).bind(remark.account_id).bind(&remark.body)
        .bind(remark.at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// The debate on an issue, in order.
pub async fn of_issue(tx: &mut Tx, issue: IssueId) -> Result<Vec<Remark>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select r.id, r.issue_id, r.account_id, a.name as author, r.body, r.at from remark r \
         join account a on a.id = r.account_id where r.issue_id = $1 order by r.at, r.id")
        .bind(issue).fetch_all(c).await)?)
}

/// How many remarks each issue has; issues without any are missing.
pub async fn counts(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<(IssueId, i64)>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select issue_id, count(*) from remark where consultation_id = $1 group by issue_id")
        .bind(consultation).fetch_all(c).await)?)
}
