//! Creating and editing a consultation and its round.

use chrono::Datelike as _;
use chrono_tz::Tz;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::ConsultationContext;
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::{Actor, Role},
    consultation::{Consultation, Phase, Slug, Stage},
    error::{Problems, Refusal},
    id::{ConsultationId, RoundId},
    quota::Quota,
    round::{Confidentiality, Round},
    store::{Store, account, audit, consultation as store, setting},
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
pub async fn create(
    store: &Store,
    actor: &Actor,
    at: Timestamp,
    new: New,
) -> Result<ConsultationContext> {
    actor.may(
        Act::CreateConsultation,
        crate::permission::Subject::default(),
    )?;
    let opens_at = new.opens_at.unwrap_or(at);
    let mut problems = check(&new.title, &new.time_zone, opens_at, new.closes_at);
    check_words(&mut problems, &new.commission, &new.question, &new.mandate);
    problems.into_result()?;
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
        publishes_counts: new.confidentiality != Confidentiality::Internal,
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
            actor.is_administrator(),
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
    let context = ConsultationContext::of(&mut tx, consultation, at).await?;
    tx.commit().await?;
    Ok(context)
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
    }
    problems.line("title", title, 300);
    if time_zone.parse::<Tz>().is_err() {
        problems.push("time_zone", "time-zone", time_zone);
    }
    for (field, moment) in [("opens_at", Some(opens_at)), ("closes_at", closes_at)] {
        if moment.is_some_and(|moment| !(1970..=9999).contains(&moment.year())) {
            problems.push(field, "moment", "");
        }
    }
    if closes_at.is_some_and(|closes| closes <= opens_at) {
        problems.push("closes_at", "closes-before-opens", "");
    }
    problems
}

/// What is wrong with the words of a consultation.
fn check_words(problems: &mut Problems, commission: &str, question: &str, mandate: &str) {
    problems.line("commission", commission, 300);
    problems.text("question", question, 2_000);
    problems.text("mandate", mandate, 20_000);
}

/// What may be changed of a consultation and its round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Its title.
    pub title: String,
    /// Who asks.
    pub commission: String,
    /// What is asked.
    pub question: String,
    /// Mandate and method, Markdown.
    pub mandate: String,
    /// Whether visitors may read the public edition of the frozen report.
    pub publishes_report: bool,
    /// Whether visitors see counts of a round that is not public, from its close on.
    pub publishes_counts: bool,
    /// Who may read the comments.
    pub confidentiality: Confidentiality,
    /// When the round opens.
    pub opens_at: Timestamp,
    /// When it closes.
    pub closes_at: Option<Timestamp>,
    /// IANA name.
    pub time_zone: String,
}

impl Terms {
    /// The terms as they stand.
    pub fn of(context: &ConsultationContext) -> Self {
        let (consultation, round) = (&context.consultation, &context.round);
        Self {
            title: consultation.title.clone(),
            commission: consultation.commission.clone(),
            question: consultation.question.clone(),
            mandate: consultation.mandate.clone(),
            publishes_report: consultation.publishes_report,
            publishes_counts: round.publishes_counts,
            confidentiality: round.confidentiality,
            opens_at: round.opens_at,
            closes_at: round.closes_at,
            time_zone: round.time_zone.clone(),
        }
    }

    /// A short form that a page carries along, so that a change can be refused if somebody else was faster.
    pub fn mark(&self) -> String {
        let digest = Sha256::digest(format!("{self:?}"));
        hex::encode(&digest[..8])
    }

    fn tidied(mut self) -> Self {
        for text in [
            &mut self.title,
            &mut self.commission,
            &mut self.question,
            &mut self.mandate,
            &mut self.time_zone,
        ] {
            *text = text.trim().replace("\r\n", "\n");
        }
        self
    }

    /// What of these terms is wrong, given how they stand: once the round has opened, what was promised to those who
    /// comment is kept. A round may be extended, never shortened; once it has closed, its dates stand.
    fn problems(&self, now: &Self, phase: Phase, note: &str, at: Timestamp) -> Problems {
        let mut problems = check(&self.title, &self.time_zone, self.opens_at, self.closes_at);
        check_words(
            &mut problems,
            &self.commission,
            &self.question,
            &self.mandate,
        );
        if phase == Phase::Draft {
            return problems;
        }
        for (field, changed) in [
            (
                "confidentiality",
                self.confidentiality != now.confidentiality,
            ),
            (
                "publishes_counts",
                self.publishes_counts != now.publishes_counts,
            ),
            ("opens_at", self.opens_at != now.opens_at),
            ("time_zone", self.time_zone != now.time_zone),
        ] {
            if changed {
                problems.push(field, "terms-stand", "");
            }
        }
        if self.closes_at != now.closes_at {
            let later = match (now.closes_at, self.closes_at) {
                (Some(was), Some(is)) => is > was,
                (None, Some(is)) => is >= at,
                (_, None) => false,
            };
            if phase != Phase::Open {
                problems.push("closes_at", "terms-stand", "");
            } else if !later {
                problems.push("closes_at", "only-later", "");
            }
        }
        if self != now && note.is_empty() {
            problems.push("note", "note-missing", "");
        }
        problems.text("note", note, 1_000);
        problems
    }
}

/// Changes the terms of a consultation and its round; after the opening only with a public note, and only what does
/// not change what those who comment were promised. `seen` is [`Terms::mark`] as the page showed it.
///
/// # Errors
/// [`Error::Conflict`] if somebody else changed them since; field errors; [`Refusal::Frozen`] once the report is
/// frozen.
pub async fn edit(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    seen: &str,
    terms: Terms,
    note: &str,
    at: Timestamp,
) -> Result<ConsultationContext> {
    let mut tx = store.begin().await?;
    let context =
        ConsultationContext::change(&mut tx, actor, slug, Act::PrepareConsultation, at).await?;
    if context.consultation.stage != Stage::Consulting {
        return Err(Refusal::Frozen.into());
    }
    let now = Terms::of(&context);
    let (terms, note) = (terms.tidied(), note.trim());
    if now.mark() != seen {
        return Err(Error::Conflict);
    }
    terms
        .problems(&now, context.phase, note, at)
        .into_result()?;
    if terms == now {
        return Ok(context);
    }
    let consultation = Consultation {
        title: terms.title,
        commission: terms.commission,
        question: terms.question,
        mandate: terms.mandate,
        publishes_report: terms.publishes_report,
        ..context.consultation
    };
    let round = Round {
        confidentiality: terms.confidentiality,
        opens_at: terms.opens_at,
        closes_at: terms.closes_at,
        time_zone: terms.time_zone,
        publishes_counts: terms.publishes_counts,
        ..context.round
    };
    store::update(&mut tx, &consultation).await?;
    store::update_round(&mut tx, &round).await?;
    if context.phase != Phase::Draft {
        store::insert_note(&mut tx, round.id, note, now.closes_at, round.closes_at, at).await?;
    }
    let entry = audit::Entry {
        act: "consultation.edit",
        consultation: Some(consultation.id),
        subject: consultation.slug.as_str(),
        detail: json!({ "note": note, "opens_at": round.opens_at, "closes_before": now.closes_at,
            "closes_after": round.closes_at, "confidentiality": round.confidentiality,
            "publishes_report": consultation.publishes_report }),
        public: context.phase != Phase::Draft,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    let context = ConsultationContext::of(&mut tx, consultation, at).await?;
    tx.commit().await?;
    Ok(context)
}

/// A consultation for whoever prepares it.
pub async fn prepare(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<ConsultationContext> {
    let context = find(store, actor, slug, at).await?;
    actor.may(Act::PrepareConsultation, context.consultation.id)?;
    Ok(context)
}

/// Public notes on the round, the oldest first.
pub async fn notes(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<Vec<crate::report::Note>> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    crate::store::report::notes(&mut tx, context.round.id).await
}

/// A consultation that the actor may know of, as it stands.
pub async fn find(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<ConsultationContext> {
    ConsultationContext::find(&mut store.read().await?, actor, slug, at).await
}

/// All consultations that the actor may know of, the newest first.
pub async fn list(store: &Store, actor: &Actor, at: Timestamp) -> Result<Vec<ConsultationContext>> {
    let mut tx = store.read().await?;
    let mut places = Vec::new();
    for consultation in store::all(&mut tx).await? {
        let context = ConsultationContext::of(&mut tx, consultation, at).await?;
        match context.known_to(actor, at) {
            Ok(context) => places.push(context),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(places)
}

/// What every public page of a consultation depends on: its revision, and which rounds have opened and closed. One query; the key
/// of the rendered cache. The actor is a visitor.
///
/// # Errors
/// [`Error::NotFound`] if there is none that a visitor may know of.
pub async fn standing(store: &Store, slug: &Slug, at: Timestamp) -> Result<String> {
    let mut tx = store.read().await?;
    let (revision, opened, closed, frozen) = store::standing(&mut tx, slug, at)
        .await?
        .ok_or(Error::NotFound)?;
    if opened == 0 && !frozen {
        return Err(Error::NotFound);
    }
    Ok(format!("{revision} {opened} {closed}"))
}

/// Sets how much one account may submit in one round, for the whole installation.
///
/// # Errors
/// Field errors of `comments` and `characters` unless both are greater than zero.
pub async fn set_quota(store: &Store, actor: &Actor, at: Timestamp, quota: Quota) -> Result<()> {
    actor.may(Act::Administer, crate::permission::Subject::default())?;
    let mut problems = Problems::default();
    for (field, number) in [
        ("comments", quota.comments),
        ("characters", quota.characters),
    ] {
        if number <= 0 {
            problems.push(field, "missing", "");
        }
    }
    problems.into_result()?;
    let mut tx = store.begin().await?;
    setting::set_quota(&mut tx, quota).await?;
    let entry = audit::Entry {
        act: "installation.quota",
        consultation: None,
        subject: "",
        detail: json!(quota),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await
}

/// How much one account may submit in one round.
pub async fn quota(store: &Store) -> Result<Quota> {
    setting::quota(&mut store.read().await?).await
}

/// The key of this installation's entity tags: random, made when the database was brought up to date.
pub async fn tag_key(store: &Store) -> Result<String> {
    setting::get(&mut store.read().await?, setting::TAG_KEY)
        .await?
        .ok_or_else(|| Error::Corrupt("the key of entity tags is missing".into()))
}

/// What the front page depends on, in one query.
pub async fn standing_of_all(store: &Store, at: Timestamp) -> Result<String> {
    let mut tx = store.read().await?;
    let (count, revisions, passed) = store::standing_of_all(&mut tx, at).await?;
    Ok(format!("{count} {revisions} {passed}"))
}
