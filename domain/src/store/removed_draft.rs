//! SQL of drafts that their author removed, and may bring back until the round closes. A table of their own: nothing that
//! reads drafts finds them.

use super::Tx;
use crate::{
    Result, Timestamp,
    comment::Draft,
    id::{DraftId, SubmissionId},
};

/// What a draft is, but for the moment in which it was removed.
const COLUMNS: &str = "id, submission_id, comment_id, anchor, moved_from, kind, position, body, proposed_wording, rationale, \
     language, revision, created_at, updated_at";

/// What is read of one.
const READ: &str = "id, submission_id, comment_id, anchor, moved_from, kind, position, body, proposed_wording, rationale, \
     language, revision, updated_at, removed_at";

/// A draft that was removed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RemovedDraft {
    /// As it was.
    #[sqlx(flatten)]
    pub draft: Draft,
    /// When it was removed; with the comment that it amends, in the moment in which that was withdrawn.
    pub removed_at: Timestamp,
}

/// Moves a draft here. One that was removed under the same key before (its form was sent again, from another window)
/// stays beside it under a key of its own.
pub async fn put(tx: &mut Tx, id: DraftId, at: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query("update removed_draft set id = $2 where id = $1")
        .bind(id).bind(DraftId::new(at)).execute(c).await.map(drop))?;
    let insert = format!(
        "insert into removed_draft ({COLUMNS}, removed_at) select {COLUMNS}, $2 from draft where id = $1"
    );
    on!(tx, c => sqlx::query(sqlx::AssertSqlSafe(insert)).bind(id).bind(at).execute(c).await.map(drop))?;
    super::draft::delete(tx, id).await
}

/// Moves one back among the drafts, under this key, at a revision that no window has read.
pub async fn take_back(tx: &mut Tx, id: DraftId, to: DraftId) -> Result<()> {
    let rest = COLUMNS.trim_start_matches("id, ");
    let read = rest.replace("revision", "revision + 1");
    let insert = format!(
        "insert into draft (id, {rest}) select $2, {read} from removed_draft where id = $1"
    );
    on!(tx, c => sqlx::query(sqlx::AssertSqlSafe(insert)).bind(id).bind(to).execute(c).await.map(drop))?;
    delete(tx, id).await
}

/// By key.
pub async fn get(tx: &mut Tx, id: DraftId) -> Result<Option<RemovedDraft>> {
    let query = format!("select {READ} from removed_draft where id = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(c).await)?)
}

/// Those of a submission, the one removed last first.
pub async fn of(tx: &mut Tx, submission: SubmissionId) -> Result<Vec<RemovedDraft>> {
    let query = format!(
        "select {READ} from removed_draft where submission_id = $1 order by removed_at desc, id desc"
    );
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(submission).fetch_all(c).await)?,
    )
}

/// Forgets one.
pub async fn delete(tx: &mut Tx, id: DraftId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from removed_draft where id = $1").bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets those of rounds that had closed at a moment.
pub async fn delete_of_closed(tx: &mut Tx, at: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query(
        "delete from removed_draft where exists (select 1 from submission s join round r on r.id = s.round_id \
         where s.id = removed_draft.submission_id and r.closes_at <= $1)")
        .bind(at).execute(c).await.map(drop))?;
    Ok(())
}
