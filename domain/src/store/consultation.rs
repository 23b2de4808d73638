//! SQL of consultations and rounds.

use super::Tx;
use crate::{
    Result, Timestamp,
    consultation::{Consultation, Slug, Stage},
    id::{ConsultationId, RecordId, RoundId, VersionId},
    round::Round,
};

const COLUMNS: &str = "id, slug, title, commission, question, mandate, stage, publishes_report, \
     revision, created_at, frozen_at, published_at";

/// Stores a new consultation.
pub async fn insert(tx: &mut Tx, it: &Consultation) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into consultation (id, slug, title, commission, question, mandate, stage, publishes_report, \
         publishes_counts, revision, next_seq, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, false, $9, 1, $10)")
        .bind(it.id).bind(&it.slug).bind(&it.title).bind(&it.commission).bind(&it.question).bind(&it.mandate)
        .bind(it.stage).bind(it.publishes_report).bind(it.revision).bind(it.created_at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Stores changed words and policies.
pub async fn update(tx: &mut Tx, it: &Consultation) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update consultation set title = $2, commission = $3, question = $4, mandate = $5, publishes_report = $6 \
         where id = $1")
        .bind(it.id).bind(&it.title).bind(&it.commission).bind(&it.question).bind(&it.mandate)
        .bind(it.publishes_report)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Moves the consultation to a stage, with the time of the freeze or of the publication.
pub async fn set_stage(tx: &mut Tx, id: ConsultationId, stage: Stage, at: Timestamp) -> Result<()> {
    let (frozen, published) = match stage {
        Stage::Consulting => (None, None),
        Stage::Review => (Some(at), None),
        Stage::Published => (None, Some(at)),
    };
    on!(tx, c => sqlx::query(
        "update consultation set stage = $2, frozen_at = coalesce(frozen_at, $3), \
         published_at = coalesce(published_at, $4) where id = $1")
        .bind(id).bind(stage).bind(frozen).bind(published)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// By its name in addresses.
pub async fn by_slug(tx: &mut Tx, slug: &Slug) -> Result<Option<Consultation>> {
    let query = format!("select {COLUMNS} from consultation where slug = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(slug).fetch_optional(c).await)?)
}

/// By key.
pub async fn get(tx: &mut Tx, id: ConsultationId) -> Result<Option<Consultation>> {
    let query = format!("select {COLUMNS} from consultation where id = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(c).await)?)
}

/// All, the newest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Consultation>> {
    let query = format!("select {COLUMNS} from consultation order by created_at desc, id desc");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(c).await)?)
}

/// Increments the revision. Every change of a consultation begins with it: it is the key of the rendered cache,
/// and on PostgreSQL the row's lock lets one writer of a consultation in at a time. Answers it as it stands then.
pub async fn touch(tx: &mut Tx, id: ConsultationId) -> Result<Option<Consultation>> {
    let query = format!(
        "update consultation set revision = revision + 1 where id = $1 returning {COLUMNS}"
    );
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(c).await)?)
}

/// Takes the next `count` numbers in the order of arrival and answers the first.
pub async fn take_seq(tx: &mut Tx, id: ConsultationId, count: i64) -> Result<i64> {
    let next: i64 = on!(tx, c => sqlx::query_scalar(
        "update consultation set next_seq = next_seq + $2 where id = $1 returning next_seq")
        .bind(id).bind(count).fetch_one(c).await)?;
    Ok(next - count)
}

/// Stores a new round.
pub async fn insert_round(tx: &mut Tx, round: &Round) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into round (id, consultation_id, number, version_id, opens_at, closes_at, time_zone, confidentiality, \
         publishes_counts, next_reference) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)")
        .bind(round.id).bind(round.consultation_id).bind(round.number).bind(round.version_id).bind(round.opens_at)
        .bind(round.closes_at).bind(&round.time_zone).bind(round.confidentiality).bind(round.publishes_counts)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Stores changed dates, confidentiality and promise of counts of a round.
pub async fn update_round(tx: &mut Tx, round: &Round) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update round set opens_at = $2, closes_at = $3, time_zone = $4, confidentiality = $5, \
         publishes_counts = $6 where id = $1")
        .bind(round.id).bind(round.opens_at).bind(round.closes_at).bind(&round.time_zone).bind(round.confidentiality)
        .bind(round.publishes_counts)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Stores a public note on what changed in a round.
pub async fn insert_note(
    tx: &mut Tx,
    round: RoundId,
    note: &str,
    closes_before: Option<Timestamp>,
    closes_after: Option<Timestamp>,
    at: Timestamp,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into round_note (id, round_id, at, note, closes_before, closes_after) values ($1, $2, $3, $4, $5, $6)")
        .bind(RecordId::new(at)).bind(round).bind(at).bind(note).bind(closes_before).bind(closes_after)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Puts a round on a version of the text.
pub async fn set_round_version(tx: &mut Tx, round: &Round, version: VersionId) -> Result<()> {
    on!(tx, c => sqlx::query("update round set version_id = $2 where id = $1")
        .bind(round.id).bind(version).execute(c).await.map(drop))?;
    Ok(())
}

/// All rounds of a consultation, the first first.
pub async fn rounds(tx: &mut Tx, id: ConsultationId) -> Result<Vec<Round>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select id, consultation_id, number, version_id, opens_at, closes_at, time_zone, confidentiality, \
         publishes_counts from round \
         where consultation_id = $1 order by number")
        .bind(id).fetch_all(c).await)?)
}

/// The latest round of a consultation. Every consultation has one.
pub async fn round(tx: &mut Tx, id: ConsultationId) -> Result<Round> {
    Ok(on!(tx, c => sqlx::query_as(
        "select id, consultation_id, number, version_id, opens_at, closes_at, time_zone, confidentiality, \
         publishes_counts from round \
         where consultation_id = $1 order by number desc limit 1")
        .bind(id).fetch_one(c).await)?)
}

/// How many issues have no current decision.
pub async fn undecided(tx: &mut Tx, id: ConsultationId) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select count(*) from issue i where i.consultation_id = $1 and not exists \
         (select 1 from decision d where d.issue_id = i.id and d.reopened_at is null)")
        .bind(id).fetch_one(c).await)?)
}

/// Revision of a consultation, the number of its latest round that has opened (0: none has), how many have closed, and
/// whether its report is frozen.
pub async fn standing(
    tx: &mut Tx,
    slug: &Slug,
    at: Timestamp,
) -> Result<Option<(i64, i64, i64, bool)>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select c.revision, \
         (select cast(coalesce(max(r.number), 0) as bigint) from round r \
         where r.consultation_id = c.id and r.version_id is not null and r.opens_at <= $2), \
         (select count(*) from round r where r.consultation_id = c.id and r.closes_at <= $2), \
         c.stage <> 'consulting' from consultation c where c.slug = $1")
        .bind(slug).bind(at).fetch_optional(c).await)?)
}

/// How many consultations, the sum of their revisions, and how many opening and closing times have passed.
pub async fn standing_of_all(tx: &mut Tx, at: Timestamp) -> Result<(i64, i64, i64)> {
    Ok(on!(tx, c => sqlx::query_as(
        "select count(*), cast(coalesce(sum(c.revision), 0) as bigint), \
         cast(coalesce(sum(case when r.opens_at <= $1 then 1 else 0 end \
         + case when r.closes_at <= $1 then 1 else 0 end), 0) as bigint) \
         from consultation c join round r on r.consultation_id = c.id")
        .bind(at).fetch_one(c).await)?)
}
