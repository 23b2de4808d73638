//! SQL of editions: the bytes that were frozen.

use super::Tx;
use crate::{
    Result,
    id::ReportId,
    report::{EditionFile, Format, Readership},
};

/// Stores one file of a frozen report. It is never changed.
pub async fn insert(
    tx: &mut Tx,
    report: ReportId,
    audience: Readership,
    format: Format,
    bytes: &[u8],
    sha256: &str,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "insert into edition (report_id, audience, format, bytes, sha256) values ($1, $2, $3, $4, $5)")
        .bind(report).bind(audience).bind(format).bind(bytes).bind(sha256)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// What files a frozen report has.
pub async fn files(tx: &mut Tx, report: ReportId) -> Result<Vec<EditionFile>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select audience, format, sha256, cast(length(bytes) as bigint) as size from edition where report_id = $1 \
         order by audience, format")
        .bind(report).fetch_all(c).await)?)
}

/// The digest of one file, without its bytes.
pub async fn sha256(
    tx: &mut Tx,
    report: ReportId,
    audience: Readership,
    format: Format,
) -> Result<Option<String>> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select sha256 from edition where report_id = $1 and audience = $2 and format = $3")
        .bind(report).bind(audience).bind(format).fetch_optional(c).await)?)
}

/// The bytes of one file.
pub async fn bytes(
    tx: &mut Tx,
    report: ReportId,
    audience: Readership,
    format: Format,
) -> Result<Option<Vec<u8>>> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select bytes from edition where report_id = $1 and audience = $2 and format = $3")
        .bind(report).bind(audience).bind(format).fetch_optional(c).await)?)
}
