//! What the worker does with the outbox. Each is a transaction of its own, so that a mail accepted by the mail
//! server is marked at once and a crash repeats at most the mails in hand.

use chrono::TimeDelta;

use crate::{
    Result, Timestamp,
    id::MailId,
    store::{
        Store,
        outbox::{self, Claimed, OutboxState},
    },
};

/// Sent mail is kept this long, to answer "was it sent?".
const KEEP_SENT: TimeDelta = TimeDelta::days(30);

/// Subject and bodies of a mail, as the message catalogue of its reader's language has them. Use cases are handed
/// a function that writes these, for the words of mails are the interface's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// One line.
    pub subject: String,
    /// The plain-text part.
    pub text: String,
    /// The HTML part: a whole document.
    pub html: String,
}

/// Takes up to `most` due mails in hand; none if none is due. `host` completes their Message-ID.
pub async fn claim(store: &Store, at: Timestamp, most: i64, host: &str) -> Result<Vec<Claimed>> {
    if !outbox::is_due(&mut store.read().await?, at).await? {
        return Ok(Vec::new());
    }
    let mut tx = store.begin().await?;
    let claimed = outbox::claim(&mut tx, at, most, host).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// The mail server has accepted it.
pub async fn sent(store: &Store, at: Timestamp, id: MailId) -> Result<()> {
    let mut tx = store.begin().await?;
    outbox::sent(&mut tx, at, id).await?;
    tx.commit().await
}

/// The mail server has not accepted it: tries again after a while that grows with every failure.
pub async fn failed(store: &Store, at: Timestamp, mail: &Claimed, error: &str) -> Result<()> {
    let mut tx = store.begin().await?;
    let next = at + outbox::back_off(mail.attempts.saturating_add(1));
    outbox::failed(&mut tx, mail.id, error, next).await?;
    tx.commit().await
}

/// Still being sent: nobody else is to take it.
pub async fn renew(store: &Store, at: Timestamp, id: MailId) -> Result<()> {
    let mut tx = store.begin().await?;
    outbox::renew(&mut tx, at, id).await?;
    tx.commit().await
}

/// Not tried after all: the worker stops.
pub async fn release(store: &Store, id: MailId) -> Result<()> {
    let mut tx = store.begin().await?;
    outbox::release(&mut tx, id).await?;
    tx.commit().await
}

/// How the outbox stands, for `plenary doctor`.
pub async fn standing(store: &Store) -> Result<OutboxState> {
    outbox::standing(&mut store.read().await?).await
}

/// Forgets what was sent long ago.
pub async fn sweep(store: &Store, at: Timestamp) -> Result<()> {
    let mut tx = store.begin().await?;
    outbox::delete_sent(&mut tx, at - KEEP_SENT).await?;
    tx.commit().await
}
