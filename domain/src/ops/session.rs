//! Sessions of browsers, for the server's cookie. Keys are digests, times seconds since 1970.

use serde_json::json;

use crate::{
    Result, Timestamp,
    actor::Actor,
    store::{Store, audit, session as store},
};

pub use store::{OwnSession, Told};

/// Stores a new session; false if the key is taken.
pub async fn create(
    db: &Store,
    key: &[u8],
    data: &str,
    told: &Told,
    expires_at: i64,
) -> Result<bool> {
    let mut tx = db.begin().await?;
    let stored = store::create(&mut tx, key, data, told, expires_at).await?;
    tx.commit().await?;
    Ok(stored)
}

/// Stores a changed session, if it still exists.
pub async fn save(db: &Store, key: &[u8], data: &str, told: &Told, expires_at: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    store::save(&mut tx, key, data, told, expires_at).await?;
    tx.commit().await
}

/// Data and expiry of a session that has not expired.
pub async fn load(db: &Store, key: &[u8], now: i64) -> Result<Option<(String, i64)>> {
    store::load(&mut db.read().await?, key, now).await
}

/// Where the actor is signed in.
///
/// # Errors
/// [`crate::Error::SignIn`] for visitors.
pub async fn own(db: &Store, actor: &Actor, at: Timestamp) -> Result<Vec<OwnSession>> {
    let account = actor.signed_in()?.id;
    store::of_account(&mut db.read().await?, account, at.timestamp()).await
}

/// Ends a session.
pub async fn delete(db: &Store, key: &[u8]) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete(&mut tx, key).await?;
    tx.commit().await
}

/// Ends one of the actor's own sessions, or (none) all of them, this one, too. Answers how many there were.
///
/// # Errors
/// [`crate::Error::SignIn`] for visitors.
pub async fn end_own(db: &Store, actor: &Actor, key: Option<&[u8]>, at: Timestamp) -> Result<u64> {
    let account = actor.signed_in()?.id;
    let mut tx = db.begin().await?;
    let ended = store::delete_of(&mut tx, account, key).await?;
    if ended > 0 {
        let entry = audit::Entry {
            act: "account.end-sessions",
            consultation: None,
            subject: "",
            detail: json!({ "sessions": ended }),
            public: false,
        };
        audit::record(&mut tx, actor, at, entry).await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Forgets the expired.
pub async fn sweep(db: &Store, now: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete_expired(&mut tx, now).await?;
    tx.commit().await
}
