//! SQL of the outbox: mail that waits to be sent.
//!
//! A use case calls [`enqueue`] in its own transaction, so that a mail exists exactly if the act does. The worker
//! takes mails in hand with [`claim`], which holds for a while only: what a crashed worker had in hand comes back.

use chrono::TimeDelta;

use super::Tx;
use crate::{Result, Timestamp, account::EmailAddress, id::MailId};

/// How long a worker has a mail in hand before others may take it. It renews that while it is sending, so this is
/// how long a mail waits whose worker died.
pub const CLAIM: TimeDelta = TimeDelta::seconds(20);

/// After so many failures (four days of trying, given [`back_off`]) a mail stays in the outbox, undelivered.
pub const MOST_ATTEMPTS: i32 = 100;

/// The kind of the mail that carries a sign-in link: its words are forgotten once it is sent.
pub const SIGN_IN: &str = "sign-in";

/// A mail to be sent.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What it is about, a word such as `receipt`.
    pub kind: &'static str,
    /// To whom.
    pub to: EmailAddress,
    /// One line.
    pub subject: String,
    /// The plain-text part.
    pub text: String,
    /// The HTML part: a whole document.
    pub html: String,
}

/// A mail that a worker has in hand.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claimed {
    /// Its key.
    pub id: MailId,
    /// `<message_id>` is the mail's Message-ID, the same at every attempt.
    pub message_id: String,
    /// What it is about.
    pub kind: String,
    /// To whom.
    pub recipient: EmailAddress,
    /// One line.
    pub subject: String,
    /// The plain-text part.
    pub body_text: String,
    /// The HTML part.
    pub body_html: String,
    /// When it was queued: the mail's date, the same at every attempt.
    pub created_at: Timestamp,
    /// How often it failed.
    pub attempts: i32,
}

/// How the outbox stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OutboxState {
    /// To be sent, now or later.
    pub waiting: i64,
    /// Of these, those that failed at least once.
    pub failing: i64,
    /// Given up.
    pub undelivered: i64,
}

/// Queues a mail; it leaves after the transaction is committed.
pub async fn enqueue(tx: &mut Tx, at: Timestamp, mail: Mail) -> Result<MailId> {
    let id = MailId::new(at);
    // A subject is a header: one line.
    let subject = mail
        .subject
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    on!(tx, c => sqlx::query(
        "insert into outbox (id, message_id, kind, recipient, subject, body_text, body_html, created_at, attempts, \
         next_attempt_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $8)")
        .bind(id).bind(id.0.simple().to_string()).bind(mail.kind).bind(&mail.to).bind(subject).bind(&mail.text)
        .bind(&mail.html).bind(at)
        .execute(c).await.map(drop))?;
    Ok(id)
}

/// Whether any mail is due; cheaper than an empty [`claim`].
pub async fn is_due(tx: &mut Tx, at: Timestamp) -> Result<bool> {
    let due: Option<i32> = on!(tx, c => sqlx::query_scalar(
        "select 1 from outbox where sent_at is null and next_attempt_at <= $1 and attempts < $2 \
         and (claimed_until is null or claimed_until <= $1) limit 1")
        .bind(at).bind(MOST_ATTEMPTS).fetch_optional(c).await)?;
    Ok(due.is_some())
}

/// Takes up to `most` due mails in hand until `at` + [`CLAIM`]. `host` completes the Message-ID at the first attempt.
pub async fn claim(tx: &mut Tx, at: Timestamp, most: i64, host: &str) -> Result<Vec<Claimed>> {
    // Several workers side by side: SQLite lets one writer in at a time; PostgreSQL has to be told to step over
    // the rows that another worker is just taking (and to choose once: hence the array).
    let query = match tx {
        Tx::Sqlite(_) => {
            "update outbox set claimed_until = $2, \
             message_id = case when message_id like '%@%' then message_id else message_id || '@' || $5 end \
             where id in (select id from outbox where sent_at is null and next_attempt_at <= $1 and attempts < $4 \
               and (claimed_until is null or claimed_until <= $1) order by next_attempt_at, id limit $3) \
             returning id, message_id, kind, recipient, subject, body_text, body_html, created_at, attempts"
        }
        Tx::Postgres(_) => {
            "update outbox set claimed_until = $2, \
             message_id = case when message_id like '%@%' then message_id else message_id || '@' || $5 end \
             where id = any(array(select id from outbox where sent_at is null and next_attempt_at <= $1 and attempts < $4 \
               and (claimed_until is null or claimed_until <= $1) order by next_attempt_at, id limit $3 \
               for update skip locked)) \
             returning id, message_id, kind, recipient, subject, body_text, body_html, created_at, attempts"
        }
    };
    let mut claimed: Vec<Claimed> = on!(tx, c => sqlx::query_as(query)
        .bind(at).bind(at + CLAIM).bind(most).bind(MOST_ATTEMPTS).bind(host).fetch_all(c).await)?;
    claimed.sort_by_key(|mail| mail.id);
    Ok(claimed)
}

/// Marks a mail as accepted by the mail server. The words of a sign-in mail are forgotten: they hold the link.
pub async fn sent(tx: &mut Tx, at: Timestamp, id: MailId) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update outbox set sent_at = $2, claimed_until = null, last_error = null, \
         body_text = case when kind = $3 then '' else body_text end, \
         body_html = case when kind = $3 then '' else body_html end \
         where id = $1 and sent_at is null")
        .bind(id).bind(at).bind(SIGN_IN).execute(c).await.map(drop))?;
    Ok(())
}

/// Marks a mail as failed and says when to try again.
pub async fn failed(
    tx: &mut Tx,
    id: MailId,
    error: &str,
    next_attempt_at: Timestamp,
) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update outbox set attempts = attempts + 1, next_attempt_at = $2, claimed_until = null, last_error = $3 \
         where id = $1 and sent_at is null")
        .bind(id).bind(next_attempt_at).bind(error).execute(c).await.map(drop))?;
    Ok(())
}

/// Keeps a mail in hand for another [`CLAIM`].
pub async fn renew(tx: &mut Tx, at: Timestamp, id: MailId) -> Result<()> {
    on!(tx, c => sqlx::query("update outbox set claimed_until = $2 where id = $1 and sent_at is null")
        .bind(id).bind(at + CLAIM).execute(c).await.map(drop))?;
    Ok(())
}

/// Puts a mail back as it was, for the next to take.
pub async fn release(tx: &mut Tx, id: MailId) -> Result<()> {
    on!(tx, c => sqlx::query("update outbox set claimed_until = null where id = $1 and sent_at is null")
        .bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Counts of what waits.
pub async fn standing(tx: &mut Tx) -> Result<OutboxState> {
    Ok(on!(tx, c => sqlx::query_as(
        "select count(case when attempts < $1 then 1 end) as waiting, \
         count(case when attempts > 0 and attempts < $1 then 1 end) as failing, \
         count(case when attempts >= $1 then 1 end) as undelivered from outbox where sent_at is null")
        .bind(MOST_ATTEMPTS).fetch_one(c).await)?)
}

/// Forgets mail that was sent before a moment.
pub async fn delete_sent(tx: &mut Tx, before: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query("delete from outbox where sent_at < $1")
        .bind(before).execute(c).await.map(drop))?;
    Ok(())
}

/// How long to wait after so many failures: a minute, doubling up to an hour.
pub fn back_off(failures: i32) -> TimeDelta {
    let minutes = 1_i64 << failures.clamp(1, 7).saturating_sub(1);
    TimeDelta::minutes(minutes.min(60))
}
