//! SQL of the counts that are kept per provision and audience. The anchor `""` is the document as a whole.

use std::collections::BTreeMap;

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result,
    id::VersionId,
    tally::{Audience, Tally},
};

const ROWS: usize = 2000;

#[derive(sqlx::FromRow)]
struct Row {
    anchor: String,
    comments: i64,
    wordings: i64,
    counts: String,
}

impl Row {
    fn tally(&self) -> Tally {
        Tally::from_stored(self.comments, self.wordings, &self.counts)
    }
}

/// Makes the rows of a version, all zero: of every anchor and of the document as a whole, for both audiences.
pub async fn begin(
    tx: &mut Tx,
    version: VersionId,
    anchors: impl Iterator<Item = &str>,
) -> Result<()> {
    let zero = Tally::default().cells_text();
    let rows: Vec<(&str, Audience)> = std::iter::once("")
        .chain(anchors)
        .flat_map(|anchor| {
            Audience::ALL
                .iter()
                .map(move |audience| (anchor, *audience))
        })
        .collect();
    for chunk in rows.chunks(ROWS) {
        on!(tx, c => {
            let mut query = QueryBuilder::new(
                "insert into tally (version_id, anchor, audience, comments, wordings, counts) ");
            query.push_values(chunk, |mut row, (anchor, audience)| {
                row.push_bind(version).push_bind(*anchor).push_bind(*audience).push_bind(0_i64).push_bind(0_i64)
                    .push_bind(&zero);
            });
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Forgets the rows of a version.
pub async fn clear(tx: &mut Tx, version: VersionId) -> Result<()> {
    on!(tx, c => sqlx::query("delete from tally where version_id = $1").bind(version).execute(c).await.map(drop))?;
    Ok(())
}

/// Every count of a version for an audience, by anchor, in no order.
pub async fn all(
    tx: &mut Tx,
    version: VersionId,
    audience: Audience,
) -> Result<Vec<(String, Tally)>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(
        "select anchor, comments, wordings, counts from tally where version_id = $1 and audience = $2")
        .bind(version).bind(audience).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let tally = row.tally();
            (row.anchor, tally)
        })
        .collect())
}

/// How many comments a version has, for an audience.
pub async fn total(tx: &mut Tx, version: VersionId, audience: Audience) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select cast(coalesce(sum(comments), 0) as bigint) from tally where version_id = $1 and audience = $2")
        .bind(version).bind(audience).fetch_one(c).await)?)
}

/// The counts of one provision for an audience.
pub async fn get(
    tx: &mut Tx,
    version: VersionId,
    anchor: &str,
    audience: Audience,
) -> Result<Tally> {
    let row: Option<Row> = on!(tx, c => sqlx::query_as(
        "select anchor, comments, wordings, counts from tally where version_id = $1 and anchor = $2 and audience = $3")
        .bind(version).bind(anchor).bind(audience).fetch_optional(c).await)?;
    Ok(row.as_ref().map(Row::tally).unwrap_or_default())
}

/// The counts of one provision (`""`: of the document as a whole) for both audiences.
pub async fn both(
    tx: &mut Tx,
    version: VersionId,
    anchor: &str,
) -> Result<BTreeMap<Audience, Tally>> {
    let rows: Vec<(Audience, i64, i64, String)> = on!(tx, c => sqlx::query_as(
        "select audience, comments, wordings, counts from tally where version_id = $1 and anchor = $2")
        .bind(version).bind(anchor).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(audience, comments, wordings, counts)| {
            (audience, Tally::from_stored(comments, wordings, &counts))
        })
        .collect())
}

/// Stores the counts of one provision. The caller holds the consultation (`ConsultationContext::change`), so that nobody counts
/// between its reading and this.
pub async fn put(
    tx: &mut Tx,
    version: VersionId,
    anchor: &str,
    tallies: &BTreeMap<Audience, Tally>,
) -> Result<()> {
    if tallies.is_empty() {
        return Ok(());
    }
    on!(tx, c => {
        let mut query =
            QueryBuilder::new("insert into tally (version_id, anchor, audience, comments, wordings, counts) ");
        query.push_values(tallies, |mut row, (audience, tally)| {
            row.push_bind(version).push_bind(anchor).push_bind(*audience).push_bind(tally.comments)
                .push_bind(tally.wordings).push_bind(tally.cells_text());
        });
        query.push(
            " on conflict (version_id, anchor, audience) \
             do update set comments = excluded.comments, wordings = excluded.wordings, counts = excluded.counts");
        query.build().execute(c).await.map(drop)
    })?;
    Ok(())
}
