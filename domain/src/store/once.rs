//! The same form sent twice changes things once: the first transaction that commits while a form is acted upon
//! claims the form's key with it. Whoever comes second with the same key changes nothing.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::Tx;
use crate::{Error, Result};

tokio::task_local! {
    /// The form that is acted upon by the task.
    static ONCE: Once;
}

/// A form that is being acted upon.
#[derive(Clone, Debug)]
pub struct Once(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    id: Vec<u8>,
    at: i64,
    is_claimed: AtomicBool,
}

impl Once {
    /// A form of this digest, sent at this moment in seconds since 1970.
    pub fn new(id: Vec<u8>, at: i64) -> Self {
        Self(Arc::new(Inner {
            id,
            at,
            is_claimed: AtomicBool::new(false),
        }))
    }

    /// Does the work of the form: what it commits carries the claim.
    pub async fn within<F: Future>(&self, work: F) -> F::Output {
        ONCE.scope(self.clone(), work).await
    }

    /// Whether the work changed anything, and so took the key.
    pub fn is_claimed(&self) -> bool {
        self.0.is_claimed.load(Ordering::Acquire)
    }

    fn claimed(&self) {
        self.0.is_claimed.store(true, Ordering::Release);
    }
}

/// Claims the key of the form under way in a transaction that is about to commit, unless an earlier one of the same
/// work has.
///
/// # Errors
/// [`Error::Conflict`] if the same form was acted upon already: the transaction is not to be committed.
pub(super) async fn claim(tx: &mut Tx) -> Result<Claim> {
    let Ok(once) = ONCE.try_with(Clone::clone) else {
        return Ok(Claim(None));
    };
    if once.is_claimed() {
        return Ok(Claim(None));
    }
    let rows = on!(tx, c => sqlx::query(
        "insert into form_key (id, at) values ($1, $2) on conflict (id) do nothing")
        .bind(&once.0.id).bind(once.0.at)
        .execute(c).await.map(|done| done.rows_affected()))?;
    if rows == 0 {
        return Err(Error::Conflict);
    }
    Ok(Claim(Some(once)))
}

/// A claim that holds once its transaction is committed.
pub(super) struct Claim(Option<Once>);

impl Claim {
    /// Its transaction is committed.
    pub(super) fn hold(self) {
        if let Some(once) = self.0 {
            once.claimed();
        }
    }
}

/// Whether a form of this digest was acted upon, and its answer, once that was given: status and address.
pub async fn find(tx: &mut Tx, id: &[u8]) -> Result<Option<(Option<i32>, Option<String>)>> {
    Ok(
        on!(tx, c => sqlx::query_as("select status, location from form_key where id = $1")
        .bind(id).fetch_optional(c).await)?,
    )
}

/// Notes the answer.
pub async fn answer(tx: &mut Tx, id: &[u8], status: i32, location: Option<&str>) -> Result<()> {
    on!(tx, c => sqlx::query("update form_key set status = $2, location = $3 where id = $1")
        .bind(id).bind(status).bind(location)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// Gives a key back: what was asked for did not happen, or is to happen each time.
pub async fn release(tx: &mut Tx, id: &[u8]) -> Result<()> {
    on!(tx, c => sqlx::query("delete from form_key where id = $1")
        .bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets forms that were sent before a moment, in seconds since 1970.
pub async fn delete_before(tx: &mut Tx, before: i64) -> Result<()> {
    on!(tx, c => sqlx::query("delete from form_key where at < $1")
        .bind(before).execute(c).await.map(drop))?;
    Ok(())
}
