//! SQL of browsers' sessions. The key is a digest of the cookie's value, so that a leaked table opens no session.
//! Times are seconds since 1970.

use super::Tx;
use crate::{Result, id::AccountId};

/// What is told of a session beside what its browser needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whose it is; none until somebody has signed in.
    pub account: Option<AccountId>,
    /// When they did.
    pub began_at: Option<i64>,
    /// When it was used last, to the hour or so.
    pub seen_at: Option<i64>,
    /// In what browser, in short.
    pub browser: String,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnSession {
    /// Its key.
    pub id: Vec<u8>,
    /// When they signed in.
    pub began_at: i64,
    /// When it was used last, to the hour or so.
    pub seen_at: i64,
    /// In what browser, in short; empty if it was not told.
    pub browser: String,
}

impl OwnSession {
    /// Its key as forms write it.
    pub fn key(&self) -> String {
        hex::encode(&self.id)
    }
}

/// Stores a new session; false if the key is taken, for a session is never overwritten by another.
pub async fn create(
    tx: &mut Tx,
    key: &[u8],
    data: &str,
    told: &Told,
    expires_at: i64,
) -> Result<bool> {
    let rows = on!(tx, c => sqlx::query(
        "insert into session (id, data, account_id, began_at, seen_at, browser, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing")
        .bind(key).bind(data).bind(told.account).bind(told.began_at).bind(told.seen_at).bind(&told.browser)
        .bind(expires_at)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Stores a changed session. An update and nothing else: a request under way while its reader signs out must not
/// bring the session back.
pub async fn save(tx: &mut Tx, key: &[u8], data: &str, told: &Told, expires_at: i64) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update session set data = $2, account_id = $3, began_at = $4, seen_at = $5, browser = $6, expires_at = $7 \
         where id = $1")
        .bind(key).bind(data).bind(told.account).bind(told.began_at).bind(told.seen_at).bind(&told.browser)
        .bind(expires_at)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Data and expiry of a session that has not expired.
pub async fn load(tx: &mut Tx, key: &[u8], now: i64) -> Result<Option<(String, i64)>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select data, expires_at from session where id = $1 and expires_at > $2")
        .bind(key).bind(now).fetch_optional(c).await)?)
}

/// Sessions of an account that have not expired, the one that was used last first.
pub async fn of_account(tx: &mut Tx, account: AccountId, now: i64) -> Result<Vec<OwnSession>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select id, coalesce(began_at, 0) as began_at, coalesce(seen_at, 0) as seen_at, browser from session \
         where account_id = $1 and expires_at > $2 order by seen_at desc, id")
        .bind(account).bind(now).fetch_all(c).await)?)
}

/// Ends a session.
pub async fn delete(tx: &mut Tx, key: &[u8]) -> Result<()> {
    on!(tx, c => sqlx::query("delete from session where id = $1")
        .bind(key).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends one session of an account, or (none) all of them. Answers how many there were.
pub async fn delete_of(tx: &mut Tx, account: AccountId, key: Option<&[u8]>) -> Result<u64> {
    Ok(
        on!(tx, c => sqlx::query("delete from session where account_id = $1 and ($2 is null or id = $2)")
        .bind(account).bind(key).execute(c).await.map(|done| done.rows_affected()))?,
    )
}

/// Forgets the expired.
pub async fn delete_expired(tx: &mut Tx, now: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from session where expires_at <= $1")
        .bind(now).execute(c).await.map(drop))?;
    Ok(())
}
