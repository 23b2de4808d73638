//! SQL of how a revised text came to be: where its provisions come from, and which decisions are behind the changes.

use std::collections::{BTreeMap, HashMap, HashSet};

use sqlx::QueryBuilder;

use super::Tx;
use crate::{
    Result,
    id::{ConsultationId, IssueId, VersionId},
    outcome::{Lineage, NoDecision, Reason},
};

const ROWS: usize = 2000;

/// Stores where the provisions of a version come from, in the order in which the outcome is read; what was stored
/// before is forgotten.
pub async fn put(tx: &mut Tx, version: VersionId, rows: &[Lineage]) -> Result<()> {
    on!(tx, c => sqlx::query("delete from lineage where version_id = $1").bind(version)
        .execute(c).await.map(drop))?;
    let numbered: Vec<(i32, &Lineage)> = (1..).zip(rows).collect();
    for chunk in numbered.chunks(ROWS) {
        on!(tx, c => {
            let mut query = QueryBuilder::new(
                "insert into lineage (version_id, ord, from_anchor, to_anchor, relation) ");
            query.push_values(chunk, |mut row, (ord, it)| {
                row.push_bind(version).push_bind(*ord).push_bind(&it.from_anchor).push_bind(&it.to_anchor)
                    .push_bind(it.relation);
            });
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Where the provisions of a version come from, in the order in which the outcome is read.
pub async fn all(tx: &mut Tx, version: VersionId) -> Result<Vec<Lineage>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select from_anchor, to_anchor, relation from lineage where version_id = $1 order by ord")
        .bind(version).fetch_all(c).await)?)
}

/// What is behind a change: issues, or why there is no decision.
#[derive(Clone, Debug, Default)]
pub struct Behind {
    /// Whose decisions made it.
    pub issues: Vec<IssueId>,
    /// Why it needs none.
    pub without: Option<NoDecision>,
}

/// Stores what is behind the changes of a version, by anchor; what was stored before is forgotten.
pub async fn put_reasons(
    tx: &mut Tx,
    version: VersionId,
    reasons: &BTreeMap<String, Behind>,
) -> Result<()> {
    for query in [
        "delete from change_reason where version_id = $1",
        "delete from change_without_decision where version_id = $1",
    ] {
        on!(tx, c => sqlx::query(query).bind(version).execute(c).await.map(drop))?;
    }
    let rows: Vec<(&String, IssueId)> = reasons
        .iter()
        .flat_map(|(anchor, it)| it.issues.iter().map(move |issue| (anchor, *issue)))
        .collect();
    for chunk in rows.chunks(ROWS) {
        on!(tx, c => {
            let mut query = QueryBuilder::new("insert into change_reason (version_id, anchor, issue_id) ");
            query.push_values(chunk, |mut row, (anchor, issue)| {
                row.push_bind(version).push_bind(*anchor).push_bind(*issue);
            });
            query.build().execute(c).await.map(drop)
        })?;
    }
    let rows: Vec<(&String, NoDecision)> = reasons
        .iter()
        .filter_map(|(anchor, it)| Some((anchor, it.without?)))
        .collect();
    for chunk in rows.chunks(ROWS) {
        on!(tx, c => {
            let mut query =
                QueryBuilder::new("insert into change_without_decision (version_id, anchor, reason) ");
            query.push_values(chunk, |mut row, (anchor, reason)| {
                row.push_bind(version).push_bind(*anchor).push_bind(*reason);
            });
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// What is behind the changes of a version, by anchor.
pub async fn reasons(tx: &mut Tx, version: VersionId) -> Result<HashMap<String, Reason>> {
    let rows: Vec<(String, i32)> = on!(tx, c => sqlx::query_as(
        "select r.anchor, i.number from change_reason r join issue i on i.id = r.issue_id \
         where r.version_id = $1 order by r.anchor, i.number")
        .bind(version).fetch_all(c).await)?;
    let mut reasons: HashMap<String, Reason> = HashMap::new();
    for (anchor, number) in rows {
        reasons.entry(anchor).or_default().issues.push(number);
    }
    let rows: Vec<(String, NoDecision)> = on!(tx, c => sqlx::query_as(
        "select anchor, reason from change_without_decision where version_id = $1")
        .bind(version).fetch_all(c).await)?;
    for (anchor, reason) in rows {
        reasons.entry(anchor).or_default().without = Some(reason);
    }
    Ok(reasons)
}

/// Every anchor that a version before this number has had.
pub async fn used_anchors(
    tx: &mut Tx,
    consultation: ConsultationId,
    before: i32,
) -> Result<HashSet<String>> {
    let anchors: Vec<String> = on!(tx, c => sqlx::query_scalar(
        "select p.anchor from provision p join version v on v.id = p.version_id \
         where v.consultation_id = $1 and v.number < $2")
        .bind(consultation).bind(before).fetch_all(c).await)?;
    Ok(anchors.into_iter().collect())
}
