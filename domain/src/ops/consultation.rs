//! Creating and editing a consultation and its round.

use chrono_tz::Tz;
use serde_json::json;

use super::Place;
use crate::{
    Error, Result, Timestamp,
    actor::{Actor, Role},
    consultation::{Consultation, Slug, Stage},
    error::{Problems, Refusal},
    id::{ConsultationId, RoundId},
    permission::Act,
    round::{Confidentiality, Round},
    store::{Store, account, audit, consultation as store},
};

/// What a new consultation needs.
#[derive(Clone, Debug)]
pub struct New {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Who asks; may be empty.
    pub commission: String,
    /// What is asked; may be empty.
    pub question: String,
    /// Mandate and method, Markdown; may be empty.
    pub mandate: String,
    /// Of round 1.
    pub confidentiality: Confidentiality,
    /// When round 1 opens, given a text by then; none: at once.
    pub opens_at: Option<Timestamp>,
    /// When it closes; none: when a facilitator sets a date.
    pub closes_at: Option<Timestamp>,
    /// IANA name.
    pub time_zone: String,
}

/// Creates a consultation with its round 1. Who creates it in the browser becomes its facilitator.
///
/// # Errors
/// [`Refusal::Taken`] if the slug is; field errors for an empty title, an unknown time zone, or a closing time
/// that is not after the opening.
pub async fn create(store: &Store, actor: &Actor, at: Timestamp, new: New) -> Result<Place> {
    actor.may(
        Act::CreateConsultation,
        crate::permission::Subject::default(),
    )?;
    let opens_at = new.opens_at.unwrap_or(at);
    check(&new.title, &new.time_zone, opens_at, new.closes_at).into_result()?;
    let mut tx = store.begin().await?;
    if store::by_slug(&mut tx, &new.slug).await?.is_some() {
        return Err(Refusal::Taken {
            what: new.slug.to_string(),
        }
        .into());
    }
    let consultation = Consultation {
        id: ConsultationId::new(at),
        slug: new.slug,
        title: new.title.trim().to_owned(),
        commission: new.commission.trim().to_owned(),
        question: new.question.trim().to_owned(),
        mandate: new.mandate.trim().to_owned(),
        stage: Stage::Consulting,
        publishes_report: new.confidentiality != Confidentiality::Internal,
        publishes_counts: new.confidentiality != Confidentiality::Internal,
        revision: 1,
        created_at: at,
        frozen_at: None,
        published_at: None,
    };
    let round = Round {
        id: RoundId::new(at),
        consultation_id: consultation.id,
        number: 1,
        version_id: None,
        opens_at,
        closes_at: new.closes_at,
        time_zone: new.time_zone,
        confidentiality: new.confidentiality,
    };
    store::insert(&mut tx, &consultation).await?;
    store::insert_round(&mut tx, &round).await?;
    if let Some(creator) = actor.account_id() {
        account::grant(
            &mut tx,
            at,
            creator,
            Role::Facilitator,
            Some(consultation.id),
        )
        .await?;
    }
    let entry = audit::Entry {
        act: "consultation.create",
        consultation: Some(consultation.id),
        subject: consultation.slug.as_str(),
        detail: json!({ "confidentiality": round.confidentiality, "opens_at": round.opens_at, "closes_at": round.closes_at }),
        public: true,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    let place = Place::of(&mut tx, consultation, at).await?;
    tx.commit().await?;
    Ok(place)
}

/// What is wrong with the terms of a consultation and its round.
pub(crate) fn check(
    title: &str,
    time_zone: &str,
    opens_at: Timestamp,
    closes_at: Option<Timestamp>,
) -> Problems {
    let mut problems = Problems::default();
    if title.trim().is_empty() {
        problems.push("title", "missing", "");
    } else if title.chars().count() > 300 {
        problems.push("title", "too-long", 300);
    }
    if time_zone.parse::<Tz>().is_err() {
        problems.push("time_zone", "time-zone", time_zone);
    }
    if closes_at.is_some_and(|closes| closes <= opens_at) {
        problems.push("closes_at", "closes-before-opens", "");
    }
    problems
}

/// A consultation that the actor may know of, as it stands.
pub async fn find(store: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Place> {
    Place::find(&mut store.read().await?, actor, slug, at).await
}

/// All consultations that the actor may know of, the newest first.
pub async fn list(store: &Store, actor: &Actor, at: Timestamp) -> Result<Vec<Place>> {
    let mut tx = store.read().await?;
    let mut places = Vec::new();
    for consultation in store::all(&mut tx).await? {
        let place = Place::of(&mut tx, consultation, at).await?;
        match place.may_be_known(actor) {
            Ok(()) => places.push(place),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(places)
}

/// What every public page of a consultation depends on: its revision and its phase by the clock. One query; the key
/// of the rendered cache. The actor is a visitor.
///
/// # Errors
/// [`Error::NotFound`] if there is none that a visitor may know of.
pub async fn standing(store: &Store, slug: &Slug, at: Timestamp) -> Result<String> {
    let mut tx = store.read().await?;
    let (revision, opened, closed) = store::standing(&mut tx, slug, at)
        .await?
        .ok_or(Error::NotFound)?;
    if !opened {
        return Err(Error::NotFound);
    }
    Ok(format!(
        "{revision} {}",
        if closed { "closed" } else { "open" }
    ))
}

/// What the front page depends on, in one query.
pub async fn standing_of_all(store: &Store, at: Timestamp) -> Result<String> {
    let mut tx = store.read().await?;
    let (count, revisions, passed) = store::standing_of_all(&mut tx, at).await?;
    Ok(format!("{count} {revisions} {passed}"))
}
