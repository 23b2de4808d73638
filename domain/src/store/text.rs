//! SQL of versions of the text and their provisions.

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Error, Result,
    id::{ConsultationId, VersionId},
    text::{Correction, Provision, ProvisionKind},
    version::{Version, VersionState},
};

/// Everything but the source, which may be large.
const COLUMNS: &str = "id, consultation_id, number, language, title, sha256, state, created_at";

/// Rows in one insert: few enough for SQLite's limit of 32,766 parameters.
const ROWS: usize = 1000;

#[derive(sqlx::FromRow)]
struct ProvisionRow {
    anchor: String,
    ord: i32,
    label: String,
    parent: Option<String>,
    kind: String,
    depth: i32,
    text: String,
}

impl TryFrom<ProvisionRow> for Provision {
    type Error = Error;

    fn try_from(row: ProvisionRow) -> Result<Self> {
        Ok(Self {
            kind: row
                .kind
                .parse::<ProvisionKind>()
                .map_err(|error| Error::Corrupt(error.to_string()))?,
            depth: u8::try_from(row.depth)
                .map_err(|_| Error::Corrupt(format!("depth {}", row.depth)))?,
            ord: row.ord,
            label: row.label,
            anchor: row.anchor,
            parent: row.parent,
            text: row.text,
        })
    }
}

/// Stores a version; its provisions are stored by [`insert_provisions`].
pub async fn insert(
    tx: &mut Tx,
    version: &Version,
    source: &str,
    corrections: &[Correction],
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into version (id, consultation_id, number, language, title, source, sha256, state, created_at, \
         corrections) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind(version.id).bind(version.consultation_id).bind(version.number).bind(&version.language)
        .bind(&version.title).bind(source).bind(&version.sha256).bind(version.state).bind(version.created_at)
        .bind(json(corrections)?)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Stores another text under the same number; what hung on the provisions before is the caller's care.
pub async fn replace(
    tx: &mut Tx,
    version: &Version,
    source: &str,
    corrections: &[Correction],
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update version set language = $2, title = $3, source = $4, sha256 = $5, created_at = $6, \
         corrections = $7 where id = $1")
        .bind(version.id).bind(&version.language).bind(&version.title).bind(source).bind(&version.sha256)
        .bind(version.created_at).bind(json(corrections)?)
        .execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("delete from provision where version_id = $1").bind(version.id)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Stores the provisions of a version.
pub async fn insert_provisions(
    tx: &mut Tx,
    version: VersionId,
    provisions: &[Provision],
) -> Result<()> {
    for chunk in provisions.chunks(ROWS) {
        on!(tx, c => {
            let mut query = QueryBuilder::new(
                "insert into provision (version_id, anchor, ord, label, parent, kind, depth, text) ");
            query.push_values(chunk, |mut row, it| {
                row.push_bind(version).push_bind(&it.anchor).push_bind(it.ord).push_bind(&it.label)
                    .push_bind(&it.parent).push_bind(it.kind.as_str()).push_bind(i32::from(it.depth))
                    .push_bind(&it.text);
            });
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// The provisions of a version in reading order.
pub async fn provisions(tx: &mut Tx, version: VersionId) -> Result<Vec<Provision>> {
    let rows: Vec<ProvisionRow> = on!(tx, c => sqlx::query_as(
        "select anchor, ord, label, parent, kind, depth, text from provision where version_id = $1 order by ord")
        .bind(version).fetch_all(c).await)?;
    rows.into_iter().map(Provision::try_from).collect()
}

/// One provision.
pub async fn provision(tx: &mut Tx, version: VersionId, anchor: &str) -> Result<Option<Provision>> {
    let row: Option<ProvisionRow> = on!(tx, c => sqlx::query_as(
        "select anchor, ord, label, parent, kind, depth, text from provision where version_id = $1 and anchor = $2")
        .bind(version).bind(anchor).fetch_optional(c).await)?;
    row.map(Provision::try_from).transpose()
}

/// Anchors and labels of a version in reading order.
pub async fn labels(tx: &mut Tx, version: VersionId) -> Result<Vec<(String, String)>> {
    Ok(
        on!(tx, c => sqlx::query_as("select anchor, label from provision where version_id = $1 order by ord")
        .bind(version).fetch_all(c).await)?,
    )
}

/// Anchors, labels and words of some provisions.
pub async fn some(
    tx: &mut Tx,
    version: VersionId,
    anchors: &[&str],
) -> Result<Vec<(String, String, String)>> {
    if anchors.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => {
        let mut query = QueryBuilder::new("select anchor, label, text from provision where version_id = ");
        query.push_bind(version).push(" and anchor in (");
        let mut list = query.separated(", ");
        for anchor in anchors {
            list.push_bind(*anchor);
        }
        query.push(")");
        query.build_query_as().fetch_all(c).await
    })?)
}

/// By key.
pub async fn get(tx: &mut Tx, id: VersionId) -> Result<Option<Version>> {
    let query = format!("select {COLUMNS} from version where id = $1");
    Ok(on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(c).await)?)
}

/// All versions of a consultation, the first first.
pub async fn all(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Version>> {
    let query = format!("select {COLUMNS} from version where consultation_id = $1 order by number");
    Ok(
        on!(tx, c => sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(consultation).fetch_all(c).await)?,
    )
}

/// The Markdown as it was imported, and what was corrected in its cut.
pub async fn source(tx: &mut Tx, id: VersionId) -> Result<(String, Vec<Correction>)> {
    let (source, corrections): (String, String) = on!(tx, c => sqlx::query_as(
        "select source, corrections from version where id = $1").bind(id).fetch_one(c).await)?;
    let corrections =
        serde_json::from_str(&corrections).map_err(|error| Error::Corrupt(error.to_string()))?;
    Ok((source, corrections))
}

fn json(corrections: &[Correction]) -> Result<String> {
    serde_json::to_string(corrections).map_err(|error| Error::Corrupt(error.to_string()))
}

/// Moves a version to another state.
pub async fn set_state(tx: &mut Tx, id: VersionId, state: VersionState) -> Result<()> {
    on!(tx, c => sqlx::query("update version set state = $2 where id = $1").bind(id).bind(state)
        .execute(c).await.map(drop))?;
    Ok(())
}
