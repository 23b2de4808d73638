//! SQL of submitted comments.

use std::collections::HashSet;

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result, Timestamp,
    account::StakeholderGroup,
    comment::{Comment, CommentKind, CommentState, Content, Position},
    fold::{self, fold},
    id::{CommentId, ConsultationId, RoundId, SubmissionId},
};

/// A comment with its submission and the label of its provision.
pub(super) const SELECT: &str = "select c.id, c.round_id, c.submission_id, c.seq, c.reference, p.label, c.anchor, c.kind, \
     c.position, c.body, c.proposed_wording, c.rationale, c.language, c.state, c.listed, c.hidden_reason, c.revision, \
     c.submitted_at, c.entered_at, c.channel, s.account_id, s.author, s.organisation, s.stakeholder_group, s.country, s.publication, \
     v.submission_id is not null as verified \
     from comment c join submission s on s.id = c.submission_id join round r on r.id = c.round_id \
     left join verification v on v.submission_id = s.id and v.changed_at is null \
     left join provision p on p.version_id = r.version_id and p.anchor = c.anchor";

/// Rows in one insert: few enough for SQLite's limit of 32,766 parameters.
const ROWS: usize = 1000;

/// A comment as it is stored first.
#[derive(Clone, Debug)]
pub struct New {
    /// Its key.
    pub id: CommentId,
    /// Of which consultation.
    pub consultation_id: ConsultationId,
    /// Of which round.
    pub round_id: RoundId,
    /// In which submission.
    pub submission_id: SubmissionId,
    /// Order of arrival.
    pub seq: i64,
    /// What people will cite.
    pub reference: String,
    /// What it says.
    pub content: Content,
    /// Of the submission.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// Whether a visitor may read it once the round shows.
    pub listed: bool,
    /// How it came.
    pub channel: String,
    /// By the server's clock, or as it was entered on behalf.
    pub submitted_at: Timestamp,
    /// Exactly as it was imported.
    pub submitted_at_text: String,
    /// When it was entered on behalf of its author; none: by the author.
    pub entered_at: Option<Timestamp>,
}

/// Words to search in, folded.
fn search(reference: &str, it: &Content) -> String {
    fold(&[reference, &it.body, &it.proposed_wording, &it.rationale].join("\n"))
}

/// How many comments are folded anew in one transaction.
const FOLDED: usize = 200;

/// Folds up to a few hundred comments anew that were stored folded in another way; answers whether there may be more.
pub async fn refold(tx: &mut Tx) -> Result<bool> {
    let rows: Vec<(CommentId, String, String, String, String)> = on!(tx, c => sqlx::query_as(
        "select id, reference, body, proposed_wording, rationale from comment where search_fold < $1 limit $2")
        .bind(fold::VERSION).bind(i64::try_from(FOLDED).unwrap_or(i64::MAX)).fetch_all(c).await)?;
    for (id, reference, body, wording, rationale) in &rows {
        let folded = fold(&[reference.as_str(), body, wording, rationale].join("\n"));
        on!(tx, c => sqlx::query("update comment set search = $2, search_fold = $3 where id = $1")
            .bind(id).bind(folded).bind(fold::VERSION).execute(c).await.map(drop))?;
    }
    Ok(rows.len() == FOLDED)
}

/// Stores new comments.
pub async fn insert(tx: &mut Tx, comments: &[New]) -> Result<()> {
    for chunk in comments.chunks(ROWS) {
        on!(tx, c => {
            let mut query = QueryBuilder::new(
                "insert into comment (id, consultation_id, round_id, submission_id, seq, reference, anchor, kind, \
                 position, body, proposed_wording, rationale, language, stakeholder_group, channel, search, search_fold, state, \
                 listed, revision, submitted_at, submitted_at_text, entered_at) ");
            query.push_values(chunk, |mut row, it| {
                let content = &it.content;
                row.push_bind(it.id).push_bind(it.consultation_id).push_bind(it.round_id)
                    .push_bind(it.submission_id).push_bind(it.seq).push_bind(&it.reference)
                    .push_bind(&content.anchor).push_bind(content.kind).push_bind(content.position)
                    .push_bind(&content.body).push_bind(&content.proposed_wording).push_bind(&content.rationale)
                    .push_bind(&content.language).push_bind(it.stakeholder_group).push_bind(&it.channel)
                    .push_bind(search(&it.reference, content)).push_bind(fold::VERSION)
                    .push_bind(CommentState::Submitted)
                    .push_bind(it.listed).push_bind(1_i64).push_bind(it.submitted_at)
                    .push_bind(&it.submitted_at_text).push_bind(it.entered_at);
            });
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Whether any comment was ever submitted in a consultation.
pub async fn any(tx: &mut Tx, consultation: ConsultationId) -> Result<bool> {
    let one: Option<i32> = on!(tx, c => sqlx::query_scalar("select 1 from comment where consultation_id = $1 limit 1")
        .bind(consultation).fetch_optional(c).await)?;
    Ok(one.is_some())
}

/// By key.
pub async fn get(tx: &mut Tx, id: CommentId) -> Result<Option<Comment>> {
    let query = format!("{SELECT} where c.id = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(c).await)?)
}

/// By what people cite.
pub async fn by_reference(
    tx: &mut Tx,
    consultation: ConsultationId,
    reference: &str,
) -> Result<Option<Comment>> {
    let query = format!("{SELECT} where c.consultation_id = $1 and c.reference = $2");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).bind(reference)
        .fetch_optional(c).await)?,
    )
}

/// The comments of a submission in the order in which they were submitted.
pub async fn of_submission(tx: &mut Tx, submission: SubmissionId) -> Result<Vec<Comment>> {
    let query = format!("{SELECT} where c.submission_id = $1 order by c.seq");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(submission).fetch_all(c).await)?,
    )
}

/// Which of these references are taken.
pub async fn taken(
    tx: &mut Tx,
    consultation: ConsultationId,
    references: &[String],
) -> Result<HashSet<String>> {
    let mut taken = HashSet::new();
    for chunk in references.chunks(ROWS) {
        let found: Vec<String> = on!(tx, c => {
            let mut query = QueryBuilder::new("select reference from comment where consultation_id = ");
            query.push_bind(consultation).push(" and reference in (");
            let mut list = query.separated(", ");
            for reference in chunk {
                list.push_bind(reference);
            }
            query.push(")");
            query.build_query_scalar().fetch_all(c).await
        })?;
        taken.extend(found);
    }
    Ok(taken)
}

/// What was entered on behalf of its author, to find it again in a file.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EnteredWords {
    /// What people cite.
    pub reference: String,
    /// Of the provision; empty: the document as a whole.
    pub label: String,
    /// The comment itself.
    pub body: String,
}

/// Every comment of a round that was entered on behalf of its author.
pub async fn entered(tx: &mut Tx, round: RoundId) -> Result<Vec<EnteredWords>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select c.reference, coalesce(p.label, '') as label, c.body from comment c \
         join round r on r.id = c.round_id \
         left join provision p on p.version_id = r.version_id and p.anchor = c.anchor \
         where c.round_id = $1 and c.entered_at is not null order by c.seq")
        .bind(round).fetch_all(c).await)?)
}

/// What was imported of the times of some comments, by place in the order of arrival; empty: submitted here.
pub async fn imported_times(
    tx: &mut Tx,
    consultation: ConsultationId,
    (first, last): (i64, i64),
) -> Result<Vec<(i64, String)>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select seq, submitted_at_text from comment where consultation_id = $1 and seq between $2 and $3")
        .bind(consultation).bind(first).bind(last).fetch_all(c).await)?)
}

/// Stores what a comment says now, and in the history what it said.
pub async fn amend(tx: &mut Tx, was: &Comment, it: &Content, at: Timestamp) -> Result<()> {
    let before = &was.content;
    on!(tx, c => sqlx::query(
        "insert into comment_history (comment_id, revision, kind, position, body, proposed_wording, rationale, language, \
         replaced_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(was.id).bind(was.revision).bind(before.kind).bind(before.position).bind(&before.body)
        .bind(&before.proposed_wording).bind(&before.rationale).bind(&before.language).bind(at)
        .execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query(
        "update comment set anchor = $2, kind = $3, position = $4, body = $5, proposed_wording = $6, rationale = $7, \
         language = $8, search = $9, search_fold = $10, revision = revision + 1 where id = $1")
        .bind(was.id).bind(&it.anchor).bind(it.kind).bind(it.position).bind(&it.body).bind(&it.proposed_wording)
        .bind(&it.rationale).bind(&it.language).bind(search(&was.reference, it)).bind(fold::VERSION)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// What a comment said before.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Before {
    /// The revision that said it.
    pub revision: i64,
    /// Of which kind it was.
    pub kind: Option<CommentKind>,
    /// Where it stood.
    pub position: Option<Position>,
    /// What it said.
    pub body: String,
    /// The wording it proposed.
    pub proposed_wording: String,
    /// Its reasons.
    pub rationale: String,
    /// When it was amended.
    pub replaced_at: Timestamp,
}

/// What a comment said before it was amended, the latest first.
pub async fn history(tx: &mut Tx, id: CommentId) -> Result<Vec<Before>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select revision, kind, position, body, proposed_wording, rationale, replaced_at from comment_history \
         where comment_id = $1 order by revision desc")
        .bind(id).fetch_all(c).await)?)
}

/// Marks a comment as withdrawn at a moment; reference and words stay.
pub async fn withdraw(tx: &mut Tx, id: CommentId, at: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update comment set state = 'withdrawn', withdrawn_at = $3, listed = $2, revision = revision + 1 where id = $1")
        .bind(id).bind(false).bind(at).execute(c).await.map(drop))?;
    Ok(())
}

/// Marks a withdrawn comment as submitted again.
pub async fn bring_back(tx: &mut Tx, id: CommentId, listed: bool) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update comment set state = 'submitted', withdrawn_at = null, listed = $2, revision = revision + 1 where id = $1")
        .bind(id).bind(listed).execute(c).await.map(drop))?;
    Ok(())
}

/// The withdrawn comments of a submission, and when each was withdrawn, as far as that was noted.
pub async fn withdrawn(
    tx: &mut Tx,
    submission: SubmissionId,
) -> Result<Vec<(CommentId, Option<Timestamp>)>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select id, withdrawn_at from comment where submission_id = $1 and state = 'withdrawn' order by seq")
        .bind(submission).fetch_all(c).await)?)
}

/// Hides a comment with a reason, or (none) shows it again.
pub async fn set_hidden(
    tx: &mut Tx,
    id: CommentId,
    reason: Option<&str>,
    listed: bool,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update comment set hidden_reason = $2, listed = $3, revision = revision + 1 where id = $1")
        .bind(id).bind(reason).bind(listed).execute(c).await.map(drop))?;
    Ok(())
}

/// Repeats in a comment what changed in its submission.
pub async fn set_details(
    tx: &mut Tx,
    id: CommentId,
    group: Option<StakeholderGroup>,
    listed: bool,
) -> Result<()> {
    on!(tx, c => sqlx::query("update comment set stakeholder_group = $2, listed = $3 where id = $1")
        .bind(id).bind(group).bind(listed).execute(c).await.map(drop))?;
    Ok(())
}
