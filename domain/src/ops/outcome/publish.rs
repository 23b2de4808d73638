//! Publishing: the outcome becomes public, and everybody who commented is answered.

use serde_json::json;

use super::decided;
use crate::{
    Error, Result, Timestamp,
    actor::Actor,
    answer::Response,
    consultation::{Slug, Stage},
    error::{Problems, Refusal},
    ops::{
        ConsultationContext,
        answer::{outcomes_of, own_comments, trails},
        mail::Written,
    },
    outcome::Entry,
    store::{Store, Tx, account, answer, audit, consultation, outbox, text as store},
    version::VersionState,
};

/// Publishes the outcome: the revised text with its redline, the decisions with their reasons, and one mail to every
/// submitter with an account that says what became of each of their comments. `write` puts that into words; it is
/// given the submitter's account, whose language it is in. `despite`: changes and decisions that do not go together were
/// shown, and are meant so.
///
/// # Errors
/// [`Refusal::Undecided`], [`Refusal::NoText`] without a revised text, [`Refusal::ChangesWithoutDecision`];
/// [`Error::Conflict`] if the preparation is not what the facilitator confirmed; a field error of `despite` if changes
/// and decisions do not go together ([`Preparation::doubts`](super::Preparation::doubts)) and nobody said that they are
/// meant so.
pub async fn publish(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    mark: &str,
    despite: bool,
    at: Timestamp,
    write: impl Fn(&Response<'_>) -> Written + Send,
) -> Result<ConsultationContext> {
    let mut tx = store.begin().await?;
    let (context, preparation) = decided(&mut tx, actor, slug, mark, at).await?;
    let version = preparation.version.as_ref().ok_or(Refusal::NoText)?;
    let labels = preparation.blocking();
    if !labels.is_empty() {
        return Err(Refusal::ChangesWithoutDecision {
            labels: labels.join(", "),
        }
        .into());
    }
    if !despite && !preparation.doubts().is_empty() {
        return Err(Problems::one("despite", "despite", "").into());
    }
    let id = context.consultation.id;
    store::set_state(&mut tx, version.id, VersionState::Published).await?;
    consultation::set_stage(&mut tx, id, Stage::Published, at).await?;
    let published = consultation::get(&mut tx, id)
        .await?
        .ok_or(Error::NotFound)?;
    let context = ConsultationContext::of(&mut tx, published, at).await?;
    let mails = respond(&mut tx, &context, &preparation.entries, at, write).await?;
    let entry = audit::Entry {
        act: "outcome.publish",
        consultation: Some(id),
        subject: &version.title,
        detail: json!({ "version": version.number, "sha256": version.sha256, "decisions": preparation.decisions.len(), "mails": mails }),
        public: true,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(context)
}

/// Queues one mail to every submitter with an account; answers how many.
async fn respond(
    tx: &mut Tx,
    context: &ConsultationContext,
    entries: &[Entry],
    at: Timestamp,
    write: impl Fn(&Response<'_>) -> Written + Send,
) -> Result<usize> {
    let consultation = &context.consultation;
    // One letter for all: what a visitor may know, without other people's references.
    let mut trails = trails(tx, &Actor::Visitor, context, entries, at).await?;
    for trail in trails.values_mut() {
        trail.references.clear();
    }
    let submitters = answer::submitters(tx, consultation.id).await?;
    let mut mails = 0;
    for id in submitters {
        let Some(account) = account::get(tx, id).await? else {
            continue;
        };
        let reader = Actor::Person {
            account: Box::new(account.clone()),
            grants: Vec::new(),
        };
        let own = own_comments(tx, context, id).await?;
        let mut comments = outcomes_of(tx, &reader, context, own, at).await?;
        comments.retain(|fate| !fate.comment.withdrawn);
        let written = write(&Response {
            account: &account,
            consultation,
            comments: &comments,
            trails: &trails,
        });
        let mail = outbox::Mail {
            kind: "response",
            to: account.email,
            subject: written.subject,
            text: written.text,
            html: written.html,
        };
        outbox::enqueue(tx, at, mail).await?;
        mails += 1;
    }
    Ok(mails)
}
