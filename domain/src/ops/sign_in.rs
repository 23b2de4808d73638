//! Signing in by a link that is sent by mail. A link works once and for a quarter of an hour, on whatever device
//! it is opened; looking at it changes nothing, for mail scanners open links. Whether an address is known is never
//! told: an unknown one gets the same mail and opens an account by using it.

use chrono::TimeDelta;
use serde_json::json;

use super::{
    limit::{self, SIGN_IN_ADDRESS, SIGN_IN_CLIENT},
    mail::Written,
};
use crate::{
    Error, Result, Timestamp,
    account::{Account, EmailAddress, Language, MailReach},
    act::Act,
    actor::Actor,
    error::{Problems, Refusal},
    id::AccountId,
    permission::Subject,
    sign_in::{Next, Token},
    store::{Store, Tx, account, audit, outbox, sign_in as store},
};

pub use crate::store::sign_in::Link;

/// How long a link works.
pub const VALID: TimeDelta = TimeDelta::minutes(15);

/// What somebody typed who wants to sign in.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The address as it was typed.
    pub email: &'a str,
    /// Where to go afterwards.
    pub next: Next,
    /// Of the page; of the mail, if the address has no account yet.
    pub language: Language,
    /// Where this installation is reached, such as `https://plenary.example`.
    pub public_url: &'a str,
    /// The network address that asks, if known.
    pub client: Option<std::net::IpAddr>,
    /// Where the mail server can send to.
    pub reach: MailReach,
}

/// Sends a sign-in link. `write` makes the mail from the reader's language and the link.
///
/// # Errors
/// A field error if it is no e-mail address, or none that the mail server can send to; [`Error::TooMany`] over a limit. Neither depends on whether the
/// address has an account.
pub async fn request(
    db: &Store,
    at: Timestamp,
    request: Request<'_>,
    write: impl FnOnce(Language, &str) -> Written + Send,
) -> Result<EmailAddress> {
    if request.email.trim().is_empty() {
        return Err(Problems::one("email", "missing", "").into());
    }
    let email: EmailAddress = request.email.parse()?;
    email.must_be_mailable(request.reach)?;
    let mut tx = db.begin().await?;
    if let Some(client) = request.client {
        limit::take(&mut tx, at, SIGN_IN_CLIENT, &network(client)).await?;
    }
    limit::take(&mut tx, at, SIGN_IN_ADDRESS, email.as_str()).await?;
    let known = account::by_typed(&mut tx, request.email).await?;
    // Answered is the one form, whatever the account's: an answer tells nothing of accounts.
    let one_form = email.clone();
    let (email, language) = known.map_or((email, request.language), |account| {
        (account.email, account.language)
    });
    let link = Link {
        email: email.clone(),
        next: request.next,
        language,
        expires_at: at + VALID,
    };
    let address = new_link(&mut tx, at, &link, request.public_url).await?;
    let Written {
        subject,
        text,
        html,
    } = write(language, &address);
    let mail = outbox::Mail {
        kind: outbox::SIGN_IN,
        to: email.clone(),
        subject,
        text,
        html,
    };
    outbox::enqueue(&mut tx, at, mail).await?;
    tx.commit().await?;
    Ok(one_form)
}

/// A sign-in link for an account, without a mail: for the command line.
///
/// # Errors
/// [`Error::NotFound`] if there is no such account.
pub async fn issue_link(
    db: &Store,
    actor: &Actor,
    at: Timestamp,
    email: &EmailAddress,
    next: Next,
    public_url: &str,
) -> Result<String> {
    actor.may(Act::Administer, Subject::default())?;
    let mut tx = db.begin().await?;
    // Of two accounts of one mailbox the one with this spelling.
    let account = account::by_typed(&mut tx, email.as_str())
        .await?
        .ok_or(Error::NotFound)?;
    let link = Link {
        email: account.email,
        next,
        language: account.language,
        expires_at: at + VALID,
    };
    let address = new_link(&mut tx, at, &link, public_url).await?;
    let entry = entry("account.link", &link.email);
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(address)
}

/// What a link would do, without using it; none if it was used, has expired or never was.
pub async fn look(db: &Store, at: Timestamp, token: &str) -> Result<Option<Link>> {
    match Token::parse(token) {
        Some(token) => store::look(&mut db.read().await?, at, &token).await,
        None => Ok(None),
    }
}

/// Somebody who has just signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub account: Account,
    /// Where to go now.
    pub next: Next,
    /// Whether the account was opened by this.
    pub is_new: bool,
}

/// Uses a link: signs in, and opens the account if there is none. `time_zone` is a new account's.
///
/// # Errors
/// [`Refusal::LinkSpent`] if it was used, has expired or never was; of two at once, for one of them.
pub async fn consume(db: &Store, at: Timestamp, token: &str, time_zone: &str) -> Result<SignedIn> {
    let token = Token::parse(token).ok_or(Refusal::LinkSpent)?;
    let mut tx = db.begin().await?;
    let link = store::consume(&mut tx, at, &token)
        .await?
        .ok_or(Refusal::LinkSpent)?;
    let new = Account {
        id: AccountId::new(at),
        email: link.email.clone(),
        name: String::new(),
        organisation: String::new(),
        stakeholder_group: None,
        country: None,
        language: link.language,
        time_zone: time_zone.to_owned(),
        created_at: at,
    };
    let is_new = account::insert(&mut tx, &new).await?;
    let account = account::by_email(&mut tx, &link.email)
        .await?
        .ok_or_else(|| Error::Corrupt("an account that was there is gone".into()))?;
    let actor = Actor::Person {
        account: Box::new(account.clone()),
        grants: Vec::new(),
    };
    if is_new {
        let entry = entry("account.open", &account.email);
        audit::record(&mut tx, &actor, at, entry).await?;
    }
    let entry = entry("account.sign-in", &account.email);
    audit::record(&mut tx, &actor, at, entry).await?;
    tx.commit().await?;
    Ok(SignedIn {
        account,
        next: link.next,
        is_new,
    })
}

/// Forgets links that expired a day ago.
pub async fn sweep(db: &Store, at: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete_expired(&mut tx, at - TimeDelta::days(1)).await?;
    tx.commit().await
}

async fn new_link(tx: &mut Tx, at: Timestamp, link: &Link, public_url: &str) -> Result<String> {
    let token = Token::random();
    store::insert(tx, at, &token, link).await?;
    let base = public_url.trim_end_matches('/');
    Ok(format!("{base}/sign-in/{}", token.expose()))
}

fn entry<'a>(act: &'a str, email: &'a EmailAddress) -> audit::Entry<'a> {
    audit::Entry {
        act,
        consultation: None,
        subject: email.as_str(),
        detail: json!({}),
        public: false,
    }
}

/// Whom a limit counts together: an IPv4 address, or an IPv6 network, for a subscriber has a whole one.
fn network(client: std::net::IpAddr) -> String {
    match client.to_canonical() {
        std::net::IpAddr::V4(address) => address.to_string(),
        std::net::IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}
