//! Limits on rate. They are counted in the database, in the transaction of the act, so that they hold across
//! servers and restarts.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use crate::{
    Error, Result, Timestamp,
    store::{Store, Tx, rate_limit as store},
};

/// At most so many attempts in each window of time.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is limited.
    pub name: &'static str,
    /// How many attempts a window has.
    pub most: i64,
    /// How long a window is, in seconds.
    pub window: i64,
}

/// Sign-in mails to one address.
pub const SIGN_IN_ADDRESS: Limit = Limit {
    name: "sign-in",
    most: 5,
    window: 15 * 60,
};

/// Sign-in mails asked for from one network address; many people may sit behind it.
pub const SIGN_IN_CLIENT: Limit = Limit {
    name: "sign-in-from",
    most: 60,
    window: 15 * 60,
};

/// Counts an attempt of somebody (an address, an account's key) in the transaction of the act.
///
/// # Errors
/// [`Error::TooMany`] with the seconds until the window ends. The attempt is then not counted if the transaction is
/// dropped, as it should be: the window is full in any case.
pub async fn take(tx: &mut Tx, at: Timestamp, limit: Limit, whom: &str) -> Result<()> {
    let now = at.timestamp();
    let start = now - now.rem_euclid(limit.window);
    // Whose attempts they were is nobody's business: a digest tells them apart as well.
    let digest = hex::encode(&Sha256::digest(whom.as_bytes())[..16]);
    let hits = store::hit(tx, &format!("{}:{digest}", limit.name), start).await?;
    if hits > limit.most {
        return Err(Error::TooMany {
            retry_after: u64::try_from(start + limit.window - now).unwrap_or(1),
        });
    }
    Ok(())
}

/// Forgets windows of the past.
pub async fn sweep(db: &Store, at: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete_before(&mut tx, (at - TimeDelta::days(2)).timestamp()).await?;
    tx.commit().await
}
