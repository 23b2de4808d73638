//! SQL of verified organisations.

use super::Tx;
use crate::{
    Result, Timestamp,
    account::{EmailAddress, StakeholderGroup},
    id::{AccountId, RoundId, SubmissionId},
    submission::{Submission, SubmissionState},
    verification::Verification,
};

/// Stores that a submission's organisation and group, as they are stated now, have been verified; in place of what was
/// verified of it before.
pub async fn put(
    tx: &mut Tx,
    it: &Submission,
    note: &str,
    by: Option<AccountId>,
    at: Timestamp,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into verification (submission_id, organisation, stakeholder_group, note, account_id, at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (submission_id) do update set organisation = excluded.organisation, \
         stakeholder_group = excluded.stakeholder_group, note = excluded.note, account_id = excluded.account_id, \
         at = excluded.at, changed_at = null")
        .bind(it.id).bind(&it.organisation).bind(it.stakeholder_group).bind(note).bind(by).bind(at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Takes it back; false if nothing was verified.
pub async fn delete(tx: &mut Tx, submission: SubmissionId) -> Result<bool> {
    let rows = on!(tx, c => sqlx::query("delete from verification where submission_id = $1")
        .bind(submission).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows > 0)
}

/// From now on something else is stated; false if nothing was verified.
pub async fn set_changed(tx: &mut Tx, submission: SubmissionId, at: Timestamp) -> Result<bool> {
    let rows = on!(tx, c => sqlx::query(
        "update verification set changed_at = $2 where submission_id = $1 and changed_at is null")
        .bind(submission).bind(at).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows > 0)
}

const SELECT: &str = "select v.submission_id, v.organisation, v.stakeholder_group, v.note, coalesce(a.name, '') as by, \
     v.at, v.changed_at from verification v left join account a on a.id = v.account_id";

/// What was verified of a submission.
pub async fn get(tx: &mut Tx, submission: SubmissionId) -> Result<Option<Verification>> {
    let query = format!("{SELECT} where v.submission_id = $1");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(submission).fetch_optional(c).await)?,
    )
}

/// What was verified in a round.
pub async fn of_round(tx: &mut Tx, round: RoundId) -> Result<Vec<Verification>> {
    let query =
        format!("{SELECT} join submission s on s.id = v.submission_id where s.round_id = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(round).fetch_all(c).await)?)
}

/// Who handed something in, as they state it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Stated {
    /// The submission.
    pub id: SubmissionId,
    /// The author's name.
    pub author: String,
    /// Empty: speaks for themselves.
    pub organisation: String,
    /// None: not stated.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// Where links of the account go; none: entered on behalf of its author.
    pub email: Option<EmailAddress>,
    /// How it came, if not through this site.
    pub channel: String,
    /// Grows with every change of what is stated.
    pub revision: i64,
    /// How many comments of it stand.
    pub comments: i64,
}

/// Everybody who handed something in for a round, by organisation and author.
pub async fn stated(tx: &mut Tx, round: RoundId) -> Result<Vec<Stated>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select s.id, s.author, s.organisation, s.stakeholder_group, s.country, a.email, s.channel, s.revision, \
         (select count(*) from comment c where c.submission_id = s.id and c.state = 'submitted') as comments \
         from submission s left join account a on a.id = s.account_id \
         where s.round_id = $1 and s.state = $2 order by lower(s.organisation), lower(s.author), s.id")
        .bind(round).bind(SubmissionState::Submitted).fetch_all(c).await)?)
}
