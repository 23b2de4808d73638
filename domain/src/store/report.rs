//! SQL of the consolidation report: its words while it is a draft, and its frozen versions.

use super::Tx;
use crate::{
    Result,
    id::{ConsultationId, RoundId},
    report::{Frozen, Note, ReportWords},
};

const FROZEN: &str = "select id, number, state, correction, frozen_at, withheld_reason from report";

/// The words of the draft; empty ones with revision 0 if nobody has written any.
pub async fn words(tx: &mut Tx, consultation: ConsultationId) -> Result<ReportWords> {
    let words: Option<ReportWords> = on!(tx, c => sqlx::query_as(
        "select purpose, method, participation, across, revision from report_draft where consultation_id = $1")
        .bind(consultation).fetch_optional(c).await)?;
    Ok(words.unwrap_or_default())
}

/// Stores changed words with the next revision.
pub async fn put_words(
    tx: &mut Tx,
    consultation: ConsultationId,
    words: &ReportWords,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into report_draft (consultation_id, purpose, method, participation, across, revision) \
         values ($1, $2, $3, $4, $5, 1) on conflict (consultation_id) do update set purpose = excluded.purpose, \
         method = excluded.method, participation = excluded.participation, across = excluded.across, \
         revision = report_draft.revision + 1")
        .bind(consultation).bind(&words.purpose).bind(&words.method).bind(&words.participation).bind(&words.across)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Stores a frozen version.
pub async fn insert(tx: &mut Tx, consultation: ConsultationId, it: &Frozen) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into report (id, consultation_id, number, state, correction, frozen_at, withheld_reason) \
         values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(it.id).bind(consultation).bind(it.number).bind(it.state).bind(&it.correction).bind(it.frozen_at)
        .bind(&it.withheld_reason).execute(c).await.map(drop))?;
    Ok(())
}

/// All frozen versions, the newest first.
pub async fn all(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Frozen>> {
    let query = format!("{FROZEN} where consultation_id = $1 order by number desc");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).fetch_all(c).await)?,
    )
}

/// One frozen version.
pub async fn by_number(
    tx: &mut Tx,
    consultation: ConsultationId,
    number: i32,
) -> Result<Option<Frozen>> {
    let query = format!("{FROZEN} where consultation_id = $1 and number = $2");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).bind(number).fetch_optional(c).await)?,
    )
}

/// Gives the public editions that are still given out no longer out. Answers how many there were.
pub async fn withhold(tx: &mut Tx, consultation: ConsultationId, reason: &str) -> Result<u64> {
    Ok(on!(tx, c => sqlx::query(
        "update report set state = 'withheld', withheld_reason = $2 where consultation_id = $1 and state = 'frozen'")
        .bind(consultation).bind(reason).execute(c).await.map(|done| done.rows_affected()))?)
}

/// The next number of a report's version.
pub async fn next_number(tx: &mut Tx, consultation: ConsultationId) -> Result<i32> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select coalesce(max(number), 0) + 1 from report where consultation_id = $1")
        .bind(consultation).fetch_one(c).await)?)
}

/// Public notes on a round, the oldest first.
pub async fn notes(tx: &mut Tx, round: RoundId) -> Result<Vec<Note>> {
    Ok(
        on!(tx, c => sqlx::query_as("select at, note from round_note where round_id = $1 order by at, id")
        .bind(round).fetch_all(c).await)?,
    )
}
