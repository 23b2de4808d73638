//! SQL of browsers' sessions. The key is a digest of the cookie's value, so that a leaked table opens no session.
//! Times are seconds since 1970.

use super::Tx;
use crate::Result;

/// Stores a new session; false if the key is taken, for a session is never overwritten by another.
pub async fn create(tx: &mut Tx, key: &[u8], data: &str, expires_at: i64) -> Result<bool> {
    let rows = on!(tx, c => sqlx::query(
        "insert into session (id, data, expires_at) values ($1, $2, $3) on conflict (id) do nothing")
        .bind(key).bind(data).bind(expires_at)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Stores a changed session. An update and nothing else: a request under way while its reader signs out must not
/// bring the session back.
pub async fn save(tx: &mut Tx, key: &[u8], data: &str, expires_at: i64) -> Result<()> {
    on!(tx, c => sqlx::query("update session set data = $2, expires_at = $3 where id = $1")
        .bind(key).bind(data).bind(expires_at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Data and expiry of a session that has not expired.
pub async fn load(tx: &mut Tx, key: &[u8], now: i64) -> Result<Option<(String, i64)>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select data, expires_at from session where id = $1 and expires_at > $2")
        .bind(key).bind(now).fetch_optional(c).await)?)
}

/// Ends a session.
pub async fn delete(tx: &mut Tx, key: &[u8]) -> Result<()> {
    on!(tx, c => sqlx::query("delete from session where id = $1")
        .bind(key).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets the expired.
pub async fn delete_expired(tx: &mut Tx, now: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from session where expires_at <= $1")
        .bind(now).execute(c).await.map(drop))?;
    Ok(())
}
