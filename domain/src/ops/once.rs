//! Forms that were acted upon: the same form sent again is the same answer.

use chrono::TimeDelta;

use crate::{
    Result, Timestamp,
    store::{Store, once as store},
};

pub use crate::store::once::Once;

/// What became of a form that was sent before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// It is done; the answer is still being made, or got lost with the server that made it.
    Done,
    /// It was answered so: a status of HTTP, and where it led.
    Answered(i32, Option<String>),
}

/// What became of a form of this digest; none if it was not acted upon.
pub async fn before(db: &Store, id: &[u8]) -> Result<Option<Before>> {
    let found = store::find(&mut db.read().await?, id).await?;
    Ok(found.map(|(status, location)| {
        status.map_or(Before::Done, |status| Before::Answered(status, location))
    }))
}

/// Notes the answer of a form.
pub async fn answered(db: &Store, id: &[u8], status: i32, location: Option<&str>) -> Result<()> {
    let mut tx = db.begin().await?;
    store::answer(&mut tx, id, status, location).await?;
    tx.commit().await
}

/// Gives a form's key back: it did not happen, or may happen again.
pub async fn release(db: &Store, id: &[u8]) -> Result<()> {
    let mut tx = db.begin().await?;
    store::release(&mut tx, id).await?;
    tx.commit().await
}

/// Forgets forms of more than a day ago.
pub async fn sweep(db: &Store, at: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete_before(&mut tx, (at - TimeDelta::days(1)).timestamp()).await?;
    tx.commit().await
}
