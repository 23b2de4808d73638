//! SQL of drafts: what a stakeholder writes before submitting, and amendments not yet submitted.

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result, Timestamp,
    comment::{Content, Draft},
    id::{AccountId, CommentId, DraftId, RoundId, SubmissionId},
    quota::Used,
};

const COLUMNS: &str = "d.id, d.submission_id, d.comment_id, d.anchor, d.moved_from, d.kind, d.position, d.body, \
     d.proposed_wording, d.rationale, d.language, d.revision, d.updated_at";

/// Stores a new draft.
pub async fn insert(tx: &mut Tx, draft: &Draft) -> Result<()> {
    let it = &draft.content;
    on!(tx, c => sqlx::query(
        "insert into draft (id, submission_id, comment_id, anchor, kind, position, body, proposed_wording, rationale, \
         language, revision, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)")
        .bind(draft.id).bind(draft.submission_id).bind(draft.comment_id).bind(&it.anchor).bind(it.kind)
        .bind(it.position).bind(&it.body).bind(&it.proposed_wording).bind(&it.rationale).bind(&it.language)
        .bind(draft.revision).bind(draft.updated_at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Stores what a draft says now, if it still is at that revision; answers whether it was.
pub async fn update(
    tx: &mut Tx,
    id: DraftId,
    revision: i64,
    it: &Content,
    at: Timestamp,
) -> Result<bool> {
    let changed = on!(tx, c => sqlx::query(
        "update draft set anchor = $3, moved_from = null, kind = $4, position = $5, body = $6, proposed_wording = $7, \
         rationale = $8, language = $9, revision = revision + 1, updated_at = $10 where id = $1 and revision = $2")
        .bind(id).bind(revision).bind(&it.anchor).bind(it.kind).bind(it.position).bind(&it.body)
        .bind(&it.proposed_wording).bind(&it.rationale).bind(&it.language).bind(at)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Puts a draft, or one that was removed, elsewhere because the text was replaced.
pub async fn relocate(
    tx: &mut Tx,
    id: DraftId,
    anchor: Option<&str>,
    moved_from: Option<&str>,
    at: Timestamp,
) -> Result<()> {
    for table in ["draft", "removed_draft"] {
        let update = format!(
            "update {table} set anchor = $2, moved_from = $3, revision = revision + 1, updated_at = $4 where id = $1"
        );
        on!(tx, c => sqlx::query(sqlx::AssertSqlSafe(update)).bind(id).bind(anchor).bind(moved_from).bind(at)
            .execute(c).await.map(drop))?;
    }
    Ok(())
}

/// By key.
pub async fn get(tx: &mut Tx, id: DraftId) -> Result<Option<Draft>> {
    let query = format!("select {COLUMNS} from draft d where d.id = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(c).await)?)
}

/// The amendment under way of a submitted comment.
pub async fn amending(tx: &mut Tx, comment: CommentId) -> Result<Option<Draft>> {
    let query = format!("select {COLUMNS} from draft d where d.comment_id = $1");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(comment).fetch_optional(c).await)?,
    )
}

/// The drafts of a submission in the order of the text, those on the document as a whole first.
pub async fn of(tx: &mut Tx, submission: SubmissionId) -> Result<Vec<Draft>> {
    let query = format!(
        "select {COLUMNS} from draft d join submission s on s.id = d.submission_id join round r on r.id = s.round_id \
         left join provision p on p.version_id = r.version_id and p.anchor = d.anchor \
         where d.submission_id = $1 order by coalesce(p.ord, 0), d.id"
    );
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(submission).fetch_all(c).await)?,
    )
}

/// The drafts of a round that are on a provision, those that were removed included: they may come back.
pub async fn on_provisions(tx: &mut Tx, round: RoundId) -> Result<Vec<Draft>> {
    let of = |table: &str| {
        format!(
            "select {COLUMNS} from {table} d join submission s on s.id = d.submission_id \
             where s.round_id = $1 and d.anchor is not null"
        )
    };
    let query = format!("{} union all {}", of("draft"), of("removed_draft"));
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(round).fetch_all(c).await)?)
}

/// How many drafts a submission has.
pub async fn count(tx: &mut Tx, submission: SubmissionId) -> Result<i64> {
    Ok(
        on!(tx, c => sqlx::query_scalar("select count(*) from draft where submission_id = $1").bind(submission)
        .fetch_one(c).await)?,
    )
}

/// How many drafts an account has in a round.
pub async fn count_of_account(tx: &mut Tx, round: RoundId, account: AccountId) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select count(*) from draft d join submission s on s.id = d.submission_id \
         where s.round_id = $1 and s.account_id = $2")
        .bind(round).bind(account).fetch_one(c).await)?)
}

/// Forgets a draft.
pub async fn delete(tx: &mut Tx, id: DraftId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from draft where id = $1").bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets the drafts that became comments or amendments.
pub async fn delete_all(tx: &mut Tx, ids: &[DraftId]) -> Result<()> {
    for chunk in ids.chunks(1000) {
        on!(tx, c => {
            let mut query = QueryBuilder::new("delete from draft where id in (");
            let mut list = query.separated(", ");
            for id in chunk {
                list.push_bind(*id);
            }
            query.push(")");
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// What a submission uses of its quota: comments, withdrawn ones too, and drafts of new ones; of amendments what they say
/// more than the comments that they amend counts when they are submitted. `but`: without this draft.
pub async fn used(tx: &mut Tx, id: SubmissionId, but: Option<DraftId>) -> Result<Used> {
    Ok(on!(tx, c => sqlx::query_as(
        "select cast(count(*) as bigint) as comments, cast(coalesce(sum(characters), 0) as bigint) as characters from ( \
         select length(body) + length(proposed_wording) + length(rationale) as characters from comment \
         where submission_id = $1 \
         union all select length(body) + length(proposed_wording) + length(rationale) from draft \
         where submission_id = $1 and comment_id is null and ($2 is null or id <> $2)) as written")
        .bind(id).bind(but).fetch_one(c).await)?)
}
