//! A consultation with a text and people, to tell stories about. Plain made-up words and organisations.

use std::collections::BTreeMap;

use domain::{
    Timestamp,
    account::{Account, Language, StakeholderGroup},
    actor::{Actor, Grant, Role},
    comment::{CommentKind, Content, Draft, Position},
    consultation::Slug,
    id::{AccountId, ConsultationId},
    ops::{
        consultation::{self, New},
        draft::{self, Saved, Target},
        mail::Written,
        submission::{self, Receipt, SavedDetails},
        text::{self, Imported, TextSource},
    },
    round::Confidentiality,
    store::{Store, account, tally},
    submission::{Details, Publication},
    tally::{Audience, Tally},
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
    let source = TextSource {
        bytes: markdown.as_bytes(),
        language: "en",
        corrections: &[],
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
    account::grant(&mut tx, opening(), account.id, role, consultation, true)
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

/// What a stakeholder writes on a provision (none: the document as a whole).
pub fn content(anchor: Option<&str>, position: Position, body: &str) -> Content {
    Content {
        anchor: anchor.map(str::to_owned),
        kind: Some(CommentKind::Technical),
        position: Some(position),
        body: body.into(),
        proposed_wording: String::new(),
        rationale: String::new(),
        language: "en".into(),
    }
}

/// Keeps a new draft.
pub async fn draft(store: &Store, actor: &Actor, content: Content, at: Timestamp) -> Draft {
    match draft::save(store, actor, &slug("wells"), Target::New, content, at).await {
        Ok(Saved::Kept(draft)) => draft,
        other => panic!("expected a draft, got {other:?}"),
    }
}

/// Chooses how the submission is published; everything else as in the profile.
pub async fn publish_as(store: &Store, actor: &Actor, publication: Publication) {
    let account = actor.account().expect("a person");
    let details = Details {
        organisation: account.organisation.clone(),
        stakeholder_group: account.stakeholder_group,
        country: account.country.clone().unwrap_or_default(),
        publication: Some(publication),
    };
    let wells = slug("wells");
    let read = submission::review(store, actor, &wells, open()).await;
    let revision = read.expect("a review").submission.map(|it| it.revision);
    match submission::save_details(store, actor, &wells, revision, &details, open()).await {
        Ok(SavedDetails::Kept(_)) => {}
        other => panic!("expected details, got {other:?}"),
    }
}

/// The words of a confirmation in these stories: what is given, and every comment.
pub fn written(receipt: &Receipt) -> Written {
    let bodies: Vec<&str> = receipt
        .comments
        .iter()
        .map(|it| it.content.body.as_str())
        .collect();
    Written {
        subject: receipt.given.join(" "),
        text: bodies.join("\n"),
        html: String::new(),
    }
}

/// Submits.
pub async fn submit(store: &Store, actor: &Actor, at: Timestamp) -> domain::Result<Receipt> {
    submission::submit(store, actor, &slug("wells"), at, written).await
}

/// Writes, chooses and submits one comment; answers its reference.
pub async fn say(
    store: &Store,
    actor: &Actor,
    publication: Publication,
    content: Content,
) -> String {
    draft(store, actor, content, open()).await;
    publish_as(store, actor, publication).await;
    let mut receipt = submit(store, actor, open()).await.expect("submitted");
    receipt.given.remove(0)
}

/// Asserts that the kept counts are what counting anew gives.
pub async fn recount(store: &Store) {
    let mut tx = store.read().await.expect("a snapshot");
    let place = domain::store::consultation::by_slug(&mut tx, &slug("wells"))
        .await
        .expect("read")
        .expect("found");
    let version = domain::store::consultation::round(&mut tx, place.id)
        .await
        .expect("a round")
        .version_id
        .expect("a version");
    for audience in [Audience::Public, Audience::All] {
        let mut expected: BTreeMap<String, Tally> = BTreeMap::new();
        let public = audience == Audience::Public;
        let rows = domain::store::accounting::submitted(&mut tx, place.id)
            .await
            .expect("comments");
        for row in rows.into_iter().filter(|it| !public || it.listed) {
            let it = row.content;
            expected
                .entry(it.anchor.unwrap_or_default())
                .or_default()
                .add(
                    row.stakeholder_group,
                    it.position,
                    !it.proposed_wording.is_empty(),
                    1,
                );
        }
        let kept: BTreeMap<String, Tally> = tally::all(&mut tx, version, audience)
            .await
            .expect("counts")
            .into_iter()
            .filter(|(_, tally)| *tally != Tally::default())
            .collect();
        assert_eq!(kept, expected, "{audience}");
    }
}
