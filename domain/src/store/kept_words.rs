//! SQL of words that wait for a sign-in. Times are seconds since 1970.

use super::Tx;
use crate::Result;

/// Stores sealed words.
pub async fn insert(tx: &mut Tx, id: &[u8], sealed: &[u8], expires_at: i64) -> Result<()> {
    on!(tx, c => sqlx::query("insert into kept_words (id, sealed, expires_at) values ($1, $2, $3)")
        .bind(id).bind(sealed).bind(expires_at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// How many bytes of them there are.
pub async fn size(tx: &mut Tx) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select cast(coalesce(sum(length(sealed)), 0) as bigint) from kept_words")
        .fetch_one(c).await)?)
}

/// Sealed words that have not expired.
pub async fn get(tx: &mut Tx, id: &[u8], now: i64) -> Result<Option<Vec<u8>>> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "select sealed from kept_words where id = $1 and expires_at > $2")
        .bind(id).bind(now).fetch_optional(c).await)?)
}

/// Forgets them.
pub async fn delete(tx: &mut Tx, id: &[u8]) -> Result<()> {
    on!(tx, c => sqlx::query("delete from kept_words where id = $1")
        .bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets the expired.
pub async fn delete_expired(tx: &mut Tx, now: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from kept_words where expires_at <= $1")
        .bind(now).execute(c).await.map(drop))?;
    Ok(())
}
