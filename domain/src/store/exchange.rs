//! SQL of files whose comments are entered on behalf of their authors.

use super::Tx;
use crate::{
    Result, Timestamp,
    exchange::Format,
    id::{AccountId, ConsultationId, RecordId},
};

/// That a file was entered.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Before {
    /// What it was called.
    pub file_name: String,
    /// How many comments were in it.
    pub comments: i64,
    /// When.
    pub imported_at: Timestamp,
}

/// The last time that these comments were entered from a file.
pub async fn imported(
    tx: &mut Tx,
    consultation: ConsultationId,
    sha256: &str,
) -> Result<Option<Before>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select file_name, comments, imported_at from import where consultation_id = $1 and sha256 = $2 \
         order by imported_at desc limit 1")
        .bind(consultation).bind(sha256).fetch_optional(c).await)?)
}

/// Stores that a file was entered.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    file_name: &str,
    sha256: &str,
    comments: usize,
    at: Timestamp,
) -> Result<()> {
    let comments = i64::try_from(comments).unwrap_or(i64::MAX);
    on!(tx, c => sqlx::query(
        "insert into import (id, consultation_id, file_name, sha256, comments, imported_at) \
         values ($1, $2, $3, $4, $5, $6)")
        .bind(RecordId::new(at)).bind(consultation).bind(file_name).bind(sha256).bind(comments).bind(at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// A file between looking at it and entering it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct KeptFile {
    /// What it is called.
    pub file_name: String,
    /// By its name.
    pub format: Format,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Keeps a file for an account; what the account kept before for this consultation goes.
pub async fn keep(
    tx: &mut Tx,
    id: RecordId,
    consultation: ConsultationId,
    account: AccountId,
    file: &KeptFile,
    at: Timestamp,
) -> Result<()> {
    on!(tx, c => sqlx::query("delete from import_file where consultation_id = $1 and account_id = $2")
        .bind(consultation).bind(account).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query(
        "insert into import_file (id, consultation_id, account_id, file_name, format, bytes, uploaded_at) \
         values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id).bind(consultation).bind(account).bind(&file.file_name).bind(file.format).bind(&file.bytes).bind(at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// A file that an account kept after a moment.
pub async fn kept(
    tx: &mut Tx,
    id: RecordId,
    consultation: ConsultationId,
    account: AccountId,
    after: Timestamp,
) -> Result<Option<KeptFile>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select file_name, format, bytes from import_file \
         where id = $1 and consultation_id = $2 and account_id = $3 and uploaded_at > $4")
        .bind(id).bind(consultation).bind(account).bind(after).fetch_optional(c).await)?)
}

/// Forgets files that were kept before a moment.
pub async fn delete_kept(tx: &mut Tx, before: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query("delete from import_file where uploaded_at <= $1")
        .bind(before).execute(c).await.map(drop))?;
    Ok(())
}
