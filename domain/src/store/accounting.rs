//! SQL of the workbench: comments by filter, how each is accounted for, what was done last.

use super::{Tx, comment::SELECT};
use crate::{
    Result, Timestamp,
    comment::Comment,
    id::{AccountId, CommentId, ConsultationId, RecordId},
    issue::Remainder,
};

/// Sets a comment aside; again: with another reason.
pub async fn put(
    tx: &mut Tx,
    consultation: ConsultationId,
    comment: CommentId,
    reason: &str,
    at: Timestamp,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into set_aside (comment_id, consultation_id, reason, at) values ($1, $2, $3, $4) \
         on conflict (comment_id) do update set reason = excluded.reason, at = excluded.at")
        .bind(comment).bind(consultation).bind(reason).bind(at).execute(c).await.map(drop))?;
    Ok(())
}

/// Takes a comment back.
pub async fn delete(tx: &mut Tx, comment: CommentId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from set_aside where comment_id = $1").bind(comment).execute(c).await.map(drop))?;
    Ok(())
}

/// Why a comment was set aside.
pub async fn reason(tx: &mut Tx, comment: CommentId) -> Result<Option<String>> {
    Ok(
        on!(tx, c => sqlx::query_scalar("select reason from set_aside where comment_id = $1")
        .bind(comment).fetch_optional(c).await)?,
    )
}

/// Everything set aside in a consultation; withdrawn comments left out.
pub async fn all(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<(CommentId, String)>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select a.comment_id, a.reason from set_aside a join comment m on m.id = a.comment_id \
         where a.consultation_id = $1 and m.state = 'submitted' order by m.seq")
        .bind(consultation).fetch_all(c).await)?)
}

/// What is left to account for. A withdrawn comment needs no account.
pub async fn remainder(tx: &mut Tx, consultation: ConsultationId) -> Result<Remainder> {
    Ok(on!(tx, c => sqlx::query_as(
        "select count(*) as submitted, \
         cast(coalesce(sum(case when exists (select 1 from issue_comment ic where ic.comment_id = m.id) \
             then 1 else 0 end), 0) as bigint) as in_issues, \
         cast(coalesce(sum(case when exists (select 1 from set_aside a where a.comment_id = m.id) \
             then 1 else 0 end), 0) as bigint) as set_aside \
         from comment m where m.consultation_id = $1 and m.state = 'submitted'")
        .bind(consultation).fetch_one(c).await)?)
}

/// All submitted comments of a consultation in order of arrival; withdrawn ones left out.
pub async fn submitted(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Comment>> {
    let query =
        format!("{SELECT} where c.consultation_id = $1 and c.state = 'submitted' order by c.seq");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).fetch_all(c).await)?,
    )
}

/// Some comments of a consultation by their place in the order of arrival, in that order.
pub async fn by_seqs(
    tx: &mut Tx,
    consultation: ConsultationId,
    seqs: &[i64],
) -> Result<Vec<Comment>> {
    if seqs.is_empty() {
        return Ok(Vec::new());
    }
    let list: Vec<String> = seqs.iter().map(i64::to_string).collect();
    let query = format!(
        "{SELECT} where c.consultation_id = $1 and c.seq in ({}) order by c.seq",
        list.join(", ")
    );
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).fetch_all(c).await)?,
    )
}

/// Something a facilitator did with comments.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Move {
    /// Its key.
    pub id: RecordId,
    /// What: gather, take-out, set-aside, take-back.
    pub act: String,
    /// JSON: the standing of each comment before and after.
    pub detail: String,
}

/// Notes what a facilitator did, so that they can undo it.
pub async fn note_move(
    tx: &mut Tx,
    consultation: ConsultationId,
    account: Option<AccountId>,
    act: &str,
    detail: &str,
    at: Timestamp,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into consolidation_move (id, consultation_id, ord, account_id, at, act, detail) values ($1, $2, \
         (select coalesce(max(ord), 0) + 1 from consolidation_move where consultation_id = $2), $3, $4, $5, $6)")
        .bind(RecordId::new(at)).bind(consultation).bind(account).bind(at).bind(act).bind(detail)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// What this facilitator did last and has not undone.
pub async fn last_move(
    tx: &mut Tx,
    consultation: ConsultationId,
    account: Option<AccountId>,
) -> Result<Option<Move>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select id, act, detail from consolidation_move where consultation_id = $1 \
         and account_id is not distinct from $2 and undone_at is null order by ord desc limit 1")
        .bind(consultation).bind(account).fetch_optional(c).await)?)
}

/// Marks a move as undone.
pub async fn undone(tx: &mut Tx, id: RecordId, at: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query("update consolidation_move set undone_at = $2 where id = $1")
        .bind(id).bind(at).execute(c).await.map(drop))?;
    Ok(())
}
