//! What the worker does with the outbox. Each is a transaction of its own, so that a mail accepted by the mail
//! server is marked at once and a crash repeats at most the mails in hand.

use chrono::TimeDelta;
use serde_json::json;

use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    id::MailId,
    permission::Subject,
    store::{
        Store, Tx, audit,
        outbox::{self, Claimed, OutboxState, Trouble, Undelivered},
    },
};

/// Mails that are shown at once.
pub const SHOWN: i64 = 200;

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

/// The mail server will never accept it: nobody tries again, until somebody says so.
pub async fn refused(store: &Store, at: Timestamp, mail: &Claimed, error: &str) -> Result<()> {
    let mut tx = store.begin().await?;
    outbox::refused(&mut tx, mail.id, error, at).await?;
    tx.commit().await
}

/// How the outbox stands, for `plenary doctor`; with what the mail server says.
pub async fn standing(store: &Store, at: Timestamp) -> Result<(OutboxState, Vec<Trouble>)> {
    let mut tx = store.read().await?;
    let standing = outbox::standing(&mut tx, at).await?;
    Ok((standing, outbox::troubles(&mut tx).await?))
}

/// What an administrator sees of the outbox; the words of mails are for their readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbox {
    /// How many.
    pub standing: OutboxState,
    /// Up to [`SHOWN`] mails.
    pub mails: Vec<Undelivered>,
}

/// Looks into the outbox: at what is not delivered, or (`all`) at everything that waits.
///
/// # Errors
/// For administrators only.
pub async fn look(store: &Store, actor: &Actor, all: bool, at: Timestamp) -> Result<Outbox> {
    actor.may(Act::Administer, Subject::default())?;
    let mut tx = store.read().await?;
    Ok(Outbox {
        standing: outbox::standing(&mut tx, at).await?,
        mails: if all {
            outbox::waiting(&mut tx, SHOWN).await?
        } else {
            outbox::undelivered(&mut tx, SHOWN).await?
        },
    })
}

/// Has a mail (none: every one that is not delivered) tried anew. Answers how many there were.
///
/// # Errors
/// For administrators only.
pub async fn resend(
    store: &Store,
    actor: &Actor,
    id: Option<MailId>,
    at: Timestamp,
) -> Result<u64> {
    let mut tx = store.begin().await?;
    actor.may(Act::Administer, Subject::default())?;
    let mails = outbox::resend(&mut tx, id, at).await?;
    if mails > 0 {
        let subject = id.map_or_else(String::new, |id| id.to_string());
        note(
            &mut tx,
            actor,
            at,
            "mail.resend",
            &subject,
            json!({ "mails": mails }),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(mails)
}

/// Takes a mail out that is not to be sent.
///
/// # Errors
/// For administrators only; [`Error::NotFound`] if it was sent meanwhile, or is being sent.
pub async fn discard(store: &Store, actor: &Actor, id: MailId, at: Timestamp) -> Result<()> {
    let mut tx = store.begin().await?;
    actor.may(Act::Administer, Subject::default())?;
    let kind = outbox::discard(&mut tx, id, at)
        .await?
        .ok_or(Error::NotFound)?;
    let detail = json!({ "kind": kind });
    note(&mut tx, actor, at, "mail.discard", &id.to_string(), detail).await?;
    tx.commit().await
}

/// Takes every mail out that waits, as after a backup was restored. Answers how many there were; those that a worker
/// has in hand leave.
///
/// # Errors
/// For administrators only.
pub async fn discard_all(store: &Store, actor: &Actor, at: Timestamp) -> Result<u64> {
    let mut tx = store.begin().await?;
    actor.may(Act::Administer, Subject::default())?;
    let mails = outbox::discard_all(&mut tx, at).await?;
    if mails > 0 {
        let detail = json!({ "mails": mails });
        note(&mut tx, actor, at, "mail.discard", "", detail).await?;
    }
    tx.commit().await?;
    Ok(mails)
}

async fn note(
    tx: &mut Tx,
    actor: &Actor,
    at: Timestamp,
    act: &'static str,
    subject: &str,
    detail: serde_json::Value,
) -> Result<()> {
    let entry = audit::Entry {
        act,
        consultation: None,
        subject,
        detail,
        public: false,
    };
    audit::record(tx, actor, at, entry).await
}

/// Forgets what was sent long ago.
pub async fn sweep(store: &Store, at: Timestamp) -> Result<()> {
    let mut tx = store.begin().await?;
    outbox::delete_sent(&mut tx, at - KEEP_SENT).await?;
    tx.commit().await
}
