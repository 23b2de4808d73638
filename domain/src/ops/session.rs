//! Sessions of browsers, for the server's cookie. Keys are digests, times seconds since 1970.

use crate::{
    Result,
    store::{Store, session as store},
};

/// Stores a new session; false if the key is taken.
pub async fn create(db: &Store, key: &[u8], data: &str, expires_at: i64) -> Result<bool> {
    let mut tx = db.begin().await?;
    let stored = store::create(&mut tx, key, data, expires_at).await?;
    tx.commit().await?;
    Ok(stored)
}

/// Stores a changed session, if it still exists.
pub async fn save(db: &Store, key: &[u8], data: &str, expires_at: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    store::save(&mut tx, key, data, expires_at).await?;
    tx.commit().await
}

/// Data and expiry of a session that has not expired.
pub async fn load(db: &Store, key: &[u8], now: i64) -> Result<Option<(String, i64)>> {
    store::load(&mut db.read().await?, key, now).await
}

/// Ends a session.
pub async fn delete(db: &Store, key: &[u8]) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete(&mut tx, key).await?;
    tx.commit().await
}

/// Forgets the expired.
pub async fn sweep(db: &Store, now: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete_expired(&mut tx, now).await?;
    tx.commit().await
}
