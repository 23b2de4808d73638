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

/// So many mails go to one address in 24 hours; what is beyond waits. Sign-in links have a limit of their own.
pub const DAILY: i64 = 50;

/// A mail is tried again within an hour of its failure: one that is to wait for longer was put off by a clock that has
/// since been set back.
const FARTHEST: TimeDelta = TimeDelta::minutes(61);

/// Clocks of several machines may differ by so much; a claim that holds for longer was made by a wrong one.
const SKEW: TimeDelta = TimeDelta::minutes(5);

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
    /// Given up, or refused for good.
    pub undelivered: i64,
    /// Of those that wait, mails to addresses that got [`DAILY`] within 24 hours.
    pub put_off: i64,
}

/// What a mail server says again and again.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Trouble {
    /// Its words.
    pub error: String,
    /// Of how many mails.
    pub mails: i64,
    /// To how many addresses.
    pub recipients: i64,
}

/// A mail that is not delivered: it failed, was given up, or was refused for good. Its words are for its reader alone,
/// and so is the consultation that its subject names.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Undelivered {
    /// Its key.
    pub id: MailId,
    /// What it is about.
    pub kind: String,
    /// To whom.
    pub recipient: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// How often it failed.
    pub attempts: i32,
    /// What was said last.
    pub last_error: String,
    /// When it is tried again; none: by nobody, unless somebody says so.
    pub next_attempt_at: Option<Timestamp>,
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

/// What may be taken in hand now. Parameters: now; most attempts; the farthest that a mail is put off and
/// that a claim holds; a day ago; most mails a day; the kind that the day does not limit. Mails of that kind do not count
/// either: anybody can have sign-in links sent to any address, and nobody else's mail is to wait for that.
macro_rules! due {
    () => {
        "w.sent_at is null and w.refused_at is null and w.attempts < $2 \
         and (w.next_attempt_at <= $1 or w.next_attempt_at > $3) \
         and (w.claimed_until is null or w.claimed_until <= $1 or w.claimed_until > $4) \
         and (w.kind = $7 or (select count(*) from outbox o where o.recipient = w.recipient and o.kind <> $7 \
           and o.sent_at > $5 and o.sent_at <= $1) < $6)"
    };
}

/// Whether any mail is due; cheaper than an empty [`claim`].
pub async fn is_due(tx: &mut Tx, at: Timestamp) -> Result<bool> {
    let query = concat!("select 1 from outbox w where ", due!(), " limit 1");
    let due: Option<i32> = on!(tx, c => sqlx::query_scalar(query)
        .bind(at).bind(MOST_ATTEMPTS).bind(at + FARTHEST).bind(at + CLAIM + SKEW).bind(at - TimeDelta::days(1))
        .bind(DAILY).bind(SIGN_IN).fetch_optional(c).await)?;
    Ok(due.is_some())
}

/// Takes up to `most` due mails in hand until `at` + [`CLAIM`]. `host` completes the Message-ID at the first attempt.
pub async fn claim(tx: &mut Tx, at: Timestamp, most: i64, host: &str) -> Result<Vec<Claimed>> {
    // Several workers side by side: SQLite lets one writer in at a time; PostgreSQL has to be told to step over
    // the rows that another worker is just taking (and to choose once: hence the array).
    let query = match tx {
        Tx::Sqlite(_) => concat!(
            "update outbox set claimed_until = $8, \
             message_id = case when message_id like '%@%' then message_id else message_id || '@' || $10 end \
             where id in (select w.id from outbox w where ",
            due!(),
            " order by w.next_attempt_at, w.id limit $9) \
             returning id, message_id, kind, recipient, subject, body_text, body_html, created_at, attempts"
        ),
        Tx::Postgres(_) => concat!(
            "update outbox set claimed_until = $8, \
             message_id = case when message_id like '%@%' then message_id else message_id || '@' || $10 end \
             where id = any(array(select w.id from outbox w where ",
            due!(),
            " order by w.next_attempt_at, w.id limit $9 for update of w skip locked)) \
             returning id, message_id, kind, recipient, subject, body_text, body_html, created_at, attempts"
        ),
    };
    let mut claimed: Vec<Claimed> = on!(tx, c => sqlx::query_as(query)
        .bind(at).bind(MOST_ATTEMPTS).bind(at + FARTHEST).bind(at + CLAIM + SKEW).bind(at - TimeDelta::days(1))
        .bind(DAILY).bind(SIGN_IN).bind(at + CLAIM).bind(most).bind(host).fetch_all(c).await)?;
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

/// Marks a mail as refused for good: nobody tries again by themselves.
pub async fn refused(tx: &mut Tx, id: MailId, error: &str, at: Timestamp) -> Result<()> {
    on!(tx, c => sqlx::query(
        "update outbox set attempts = attempts + 1, refused_at = $2, claimed_until = null, last_error = $3 \
         where id = $1 and sent_at is null")
        .bind(id).bind(at).bind(error).execute(c).await.map(drop))?;
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
pub async fn standing(tx: &mut Tx, at: Timestamp) -> Result<OutboxState> {
    Ok(on!(tx, c => sqlx::query_as(
        "select count(case when lost = 0 then 1 end) as waiting, \
         count(case when lost = 0 and attempts > 0 then 1 end) as failing, \
         count(case when lost = 1 then 1 end) as undelivered, \
         count(case when lost = 0 and full_day = 1 then 1 end) as put_off from ( \
         select w.attempts, case when w.refused_at is not null or w.attempts >= $1 then 1 else 0 end as lost, \
         case when w.kind <> $2 and (select count(*) from outbox o where o.recipient = w.recipient \
           and o.kind <> $2 and o.sent_at > $3 and o.sent_at <= $4) >= $5 then 1 else 0 end as full_day \
         from outbox w where w.sent_at is null) as mails")
        .bind(MOST_ATTEMPTS).bind(SIGN_IN).bind(at - TimeDelta::days(1)).bind(at).bind(DAILY).fetch_one(c).await)?)
}

/// What the mail server says of what is not delivered, the most frequent first.
pub async fn troubles(tx: &mut Tx) -> Result<Vec<Trouble>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select last_error as error, count(*) as mails, count(distinct recipient) as recipients from outbox \
         where sent_at is null and last_error is not null group by last_error order by 2 desc, 1 limit 5")
        .fetch_all(c).await)?)
}

/// Up to `most` mails that are not delivered: first those that nobody tries again.
pub async fn undelivered(tx: &mut Tx, most: i64) -> Result<Vec<Undelivered>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select id, kind, recipient, created_at, attempts, coalesce(last_error, '') as last_error, \
         case when refused_at is null and attempts < $1 then next_attempt_at end as next_attempt_at from outbox \
         where sent_at is null and attempts > 0 \
         order by case when refused_at is null and attempts < $1 then 1 else 0 end, created_at, id limit $2")
        .bind(MOST_ATTEMPTS).bind(most).fetch_all(c).await)?)
}

/// Mails that wait, the oldest first, whether they failed or not; for whoever looks before any leaves.
pub async fn waiting(tx: &mut Tx, most: i64) -> Result<Vec<Undelivered>> {
    Ok(on!(tx, c => sqlx::query_as(
        "select id, kind, recipient, created_at, attempts, coalesce(last_error, '') as last_error, \
         case when refused_at is null and attempts < $1 then next_attempt_at end as next_attempt_at from outbox \
         where sent_at is null order by created_at, id limit $2")
        .bind(MOST_ATTEMPTS).bind(most).fetch_all(c).await)?)
}

/// Lets a mail (none: every one that is not delivered) be tried anew, now. One that a worker has in hand is being tried,
/// and stays with it: freed, it would be sent by another one, too. Answers how many there were.
pub async fn resend(tx: &mut Tx, id: Option<MailId>, at: Timestamp) -> Result<u64> {
    Ok(on!(tx, c => sqlx::query(
        "update outbox set attempts = 0, refused_at = null, next_attempt_at = $2, claimed_until = null \
         where sent_at is null and attempts > 0 and ($1 is null or id = $1) \
         and (claimed_until is null or claimed_until <= $2 or claimed_until > $3)")
        .bind(id).bind(at).bind(at + CLAIM + SKEW).execute(c).await.map(|done| done.rows_affected()))?)
}

/// Takes a mail out that was not sent; answers its kind. None: it was sent or is being sent, or there is none.
pub async fn discard(tx: &mut Tx, id: MailId, at: Timestamp) -> Result<Option<String>> {
    Ok(on!(tx, c => sqlx::query_scalar(
        "delete from outbox where id = $1 and sent_at is null \
         and (claimed_until is null or claimed_until <= $2 or claimed_until > $3) returning kind")
        .bind(id).bind(at).bind(at + CLAIM + SKEW).fetch_optional(c).await)?)
}

/// Takes every mail out that waits; those that are being sent leave. Answers how many there were.
pub async fn discard_all(tx: &mut Tx, at: Timestamp) -> Result<u64> {
    Ok(on!(tx, c => sqlx::query(
        "delete from outbox where sent_at is null \
         and (claimed_until is null or claimed_until <= $1 or claimed_until > $2)")
        .bind(at).bind(at + CLAIM + SKEW).execute(c).await.map(|done| done.rows_affected()))?)
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
