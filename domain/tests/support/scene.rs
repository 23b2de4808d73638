//! A consultation with a text and people, to tell stories about. Plain made-up words and organisations.

use domain::{
    Timestamp,
    account::{Account, Language, StakeholderGroup},
    actor::{Actor, Grant, Role},
    consultation::Slug,
    id::{AccountId, ConsultationId},
    ops::{
        consultation::{self, New},
        text::{self, Imported, Source},
    },
    round::Confidentiality,
    store::{Store, account},
};

use super::moment;

/// A small text: two sections, a norm each, a list and a footnote.
pub const WELLS: &str = "\
# Norms for the care of shared wells

Whoever draws water depends on those who drew before.[^1]

## 1. Keeping the water clean

> Users should not foul a shared well, nor let others do so.

This holds in dry years above all.

## 2. Telling others

> Who finds a well fouled should tell all who draw from it.

- at once;
- in words that all understand.

[^1]: A well is any place where water is drawn in common.
";

/// When rounds open in these stories.
pub fn opening() -> Timestamp {
    moment("2026-03-01T12:00:00Z")
}

/// A moment while they are open.
pub fn open() -> Timestamp {
    moment("2026-03-10T12:00:00Z")
}

/// When they close.
pub fn closing() -> Timestamp {
    moment("2026-04-01T12:00:00Z")
}

/// A slug.
pub fn slug(text: &str) -> Slug {
    text.parse().expect("a slug")
}

/// A consultation on [`WELLS`], named `wells`, open from [`opening`] to [`closing`].
pub async fn wells(store: &Store, confidentiality: Confidentiality) -> ConsultationId {
    let place = consultation::create(
        store,
        &Actor::Operator,
        opening(),
        New {
            slug: slug("wells"),
            title: "Norms for the care of shared wells".into(),
            commission: "Commission on Shared Wells".into(),
            question: String::new(),
            mandate: String::new(),
            confidentiality,
            opens_at: Some(opening()),
            closes_at: Some(closing()),
            time_zone: "Europe/Paris".into(),
        },
    )
    .await
    .expect("a consultation");
    import(store, WELLS).await;
    place.consultation.id
}

/// Imports a text into `wells`.
pub async fn import(store: &Store, markdown: &str) -> Imported {
    let source = Source {
        bytes: markdown.as_bytes(),
        language: "en",
        retyped: &[],
    };
    text::import(store, &Actor::Operator, &slug("wells"), &source, opening())
        .await
        .expect("a text")
}

/// The anchor of the provision whose text begins so.
pub async fn anchor(store: &Store, beginning: &str) -> String {
    text::read(store, &Actor::Operator, &slug("wells"), None, opening())
        .await
        .expect("a document")
        .provisions
        .into_iter()
        .find(|it| it.text.starts_with(beginning))
        .expect("a provision")
        .anchor
}

/// Somebody signed in, with a complete profile and no role.
pub async fn person(store: &Store, name: &str, group: StakeholderGroup) -> Actor {
    let account = Account {
        id: AccountId::new(opening()),
        email: format!("{}@example.org", name.to_lowercase().replace(' ', "."))
            .parse()
            .expect("an address"),
        name: name.into(),
        organisation: format!("{name} Association"),
        stakeholder_group: Some(group),
        country: Some("KE".into()),
        language: Language::English,
        time_zone: "Africa/Nairobi".into(),
        created_at: opening(),
    };
    let mut tx = store.begin().await.expect("a transaction");
    account::insert(&mut tx, &account).await.expect("stored");
    tx.commit().await.expect("committed");
    Actor::Person {
        account: Box::new(account),
        grants: Vec::new(),
    }
}

/// Somebody with a role.
pub async fn official(
    store: &Store,
    name: &str,
    role: Role,
    consultation: Option<ConsultationId>,
) -> Actor {
    let Actor::Person { account, .. } = person(store, name, StakeholderGroup::Individual).await
    else {
        unreachable!("a person is a person")
    };
    let mut tx = store.begin().await.expect("a transaction");
    account::grant(&mut tx, opening(), account.id, role, consultation)
        .await
        .expect("granted");
    tx.commit().await.expect("committed");
    Actor::Person {
        account,
        grants: vec![Grant {
            role,
            consultation_id: consultation,
        }],
    }
}
