//! The demonstration: sample consultations in our own words, one in every phase, and an account for each role.
//!
//! Filled in by the same use cases that serve people, with times in the past; into an empty database only.

use anyhow::{Context, Result};
use domain::{
    Timestamp,
    account::EmailAddress,
    actor::Actor,
    ops::{consultation, mail, sign_in},
    sign_in::Next,
    store::Store,
};

use stage::Demo;

/// One consultation in every phase.
mod scenes;
/// What every scene is made with.
mod stage;

/// The accounts: address, name, organisation, group.
const PEOPLE: [(&str, &str, &str, &str); 5] = [
    (
        "administrator@example.org",
        "Administration",
        "Secretariat of the Commission",
        "international-organisation",
    ),
    (
        "facilitator@example.org",
        "Facilitation",
        "Secretariat of the Commission",
        "international-organisation",
    ),
    (
        "commissioner@example.org",
        "Commissioner 4",
        "Commission on Shared Infrastructure",
        "individual",
    ),
    (
        "society@example.org",
        "Consultation desk",
        "Harbour Light Foundation",
        "civil-society",
    ),
    (
        "state@example.org",
        "Permanent mission",
        "Republic of Valdrey",
        "state",
    ),
];

const ADMINISTRATOR: usize = 0;
const FACILITATOR: usize = 1;
const COMMISSIONER: usize = 2;
const SOCIETY: usize = 3;
const STATE: usize = 4;

/// A sign-in link, and whose.
pub struct Link {
    /// What the person is.
    pub role: &'static str,
    /// Their address.
    pub email: &'static str,
    /// Good for 15 minutes, once.
    pub url: String,
}

/// Fills an empty database; leaves any other alone.
pub async fn fill(store: &Store, now: Timestamp) -> Result<()> {
    if !consultation::list(store, &Actor::Operator, now)
        .await?
        .is_empty()
    {
        return Ok(());
    }
    let demo = Demo::with_people(store, now).await?;
    demo.prepared()
        .await
        .context("the consultation in preparation")?;
    demo.open().await.context("the open consultation")?;
    demo.consolidating()
        .await
        .context("the consultation in consolidation")?;
    demo.in_review()
        .await
        .context("the consultation in review")?;
    demo.published()
        .await
        .context("the published consultation")?;
    // The sample's own mail is of no use to anybody: it counts as sent.
    loop {
        let queued = mail::claim(store, now, 100, "example.org").await?;
        if queued.is_empty() {
            return Ok(());
        }
        for letter in queued {
            mail::sent(store, now, letter.id).await?;
        }
    }
}

/// A fresh sign-in link for each role; none for accounts that somebody removed.
pub async fn links(store: &Store, now: Timestamp, public_url: &str) -> Result<Vec<Link>> {
    let roles = [
        "administrator",
        "facilitator",
        "commissioner",
        "stakeholder (civil society)",
        "stakeholder (state)",
    ];
    let mut links = Vec::new();
    for ((email, ..), role) in PEOPLE.into_iter().zip(roles) {
        let address: EmailAddress = email.parse().map_err(domain::Error::Invalid)?;
        let link = sign_in::issue_link(
            store,
            &Actor::Operator,
            now,
            &address,
            Next::checked("/"),
            public_url,
        )
        .await;
        match link {
            Ok(url) => links.push(Link { role, email, url }),
            Err(domain::Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(links)
}
