//! SQL of reminders: who has drafts in a round that closes soon, and who was told.

use super::Tx;
use crate::{
    Result, Timestamp,
    account::{EmailAddress, Language},
    consultation::Slug,
    id::SubmissionId,
};

/// Somebody with drafts that are not submitted.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    /// Whose drafts.
    pub submission_id: SubmissionId,
    /// Where the reminder goes.
    pub email: EmailAddress,
    /// Whom it greets.
    pub name: String,
    /// In which language.
    pub language: Language,
    /// The consultation.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// When the round closes.
    pub closes_at: Timestamp,
    /// The zone in which that is told.
    pub time_zone: String,
    /// How many drafts.
    pub drafts: i64,
}

/// Who has drafts, untouched since `quiet`, in an open round that closes after one moment and until another, and was
/// not told of so many days before that closing time.
pub async fn due(
    tx: &mut Tx,
    (after, until): (Timestamp, Timestamp),
    now: Timestamp,
    quiet: Timestamp,
    days: i32,
) -> Result<Vec<Due>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select s.id as submission_id, a.email, a.name, a.language, c.slug, c.title, r.closes_at, r.time_zone, \
         count(d.id) as drafts \
         from round r join consultation c on c.id = r.consultation_id join submission s on s.round_id = r.id \
         join account a on a.id = s.account_id join draft d on d.submission_id = s.id \
         where r.closes_at > $1 and r.closes_at <= $2 and r.opens_at <= $3 and r.version_id is not null \
         and not exists (select 1 from reminder m where m.submission_id = s.id and m.closes_at = r.closes_at \
         and m.days = $5) \
         group by s.id, a.email, a.name, a.language, c.slug, c.title, r.closes_at, r.time_zone \
         having max(d.updated_at) <= $4 order by s.id limit 200")
        .bind(after).bind(until).bind(now).bind(quiet).bind(days)
        .fetch_all(c).await)?)
}

/// Notes that somebody is told; false if another worker was first.
pub async fn told(tx: &mut Tx, due: &Due, days: i32) -> Result<bool> {
    let rows = on!(tx, c => sqlx::query(
        "insert into reminder (submission_id, closes_at, days) values ($1, $2, $3) on conflict do nothing")
        .bind(due.submission_id).bind(due.closes_at).bind(days)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}
