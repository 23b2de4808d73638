//! Deciding: the commission's disposition of each issue of a frozen report.

use serde_json::json;

use super::ConsultationContext;
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    consultation::{Slug, Stage},
    decision::{Decision, Proposed, Ready},
    error::{Problems, Refusal},
    id::DecisionId,
    store::{Store, audit, decision as store, issue},
};

/// [`Refusal::NotFrozen`] before the report is frozen, [`Refusal::Published`] after the outcome is published.
pub(crate) fn must_be_in_review(context: &ConsultationContext) -> Result<()> {
    match context.consultation.stage {
        Stage::Consulting => Err(Refusal::NotFrozen.into()),
        Stage::Review => Ok(()),
        Stage::Published => Err(Refusal::Published.into()),
    }
}

/// Records the decision on an issue. Recording the same once more changes nothing, so that a form sent twice
/// does no harm.
///
/// # Errors
/// [`Error::Conflict`] if the issue has a decision already: the caller shows both, and who disagrees reopens it
/// with a reason. Field errors as [`Proposed::ready`] tells them.
pub async fn record(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    proposed: &Proposed,
    at: Timestamp,
) -> Result<Decision> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Decide, at).await?;
    must_be_in_review(&context)?;
    let by = actor.signed_in()?;
    let issue = issue::by_number(&mut tx, context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    let ready = proposed.ready();
    if let Some(standing) = store::current(&mut tx, issue.id).await? {
        return match ready {
            Ok(ready) if standing.decided_by == by.id && says(&standing, &ready) => Ok(standing),
            _ => Err(Error::Conflict),
        };
    }
    let ready = ready?;
    let decision = Decision {
        id: DecisionId::new(at),
        issue_id: issue.id,
        disposition: ready.disposition,
        reason: ready.reason,
        reached: ready.reached,
        votes_for: ready.votes.map(|votes| votes.favour),
        votes_against: ready.votes.map(|votes| votes.against),
        abstentions: ready.votes.map(|votes| votes.abstentions),
        dissents: ready.dissents,
        recusals: ready.recusals,
        decided_at: at,
        decided_by: by.id,
    };
    store::insert(&mut tx, context.consultation.id, &decision).await?;
    let entry = audit::Entry {
        act: "decision.record",
        consultation: Some(context.consultation.id),
        subject: &issue.number.to_string(),
        detail: json!({ "disposition": decision.disposition, "reached": decision.reached }),
        // Visitors learn of decisions with the outcome.
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(decision)
}

fn says(standing: &Decision, ready: &Ready) -> bool {
    standing.disposition == ready.disposition
        && standing.reason == ready.reason
        && standing.reached == ready.reached
        && standing.votes() == ready.votes
        && standing.dissents == ready.dissents
        && standing.recusals == ready.recusals
}

/// Reopens a decision with a reason; it stays in the record, and the issue is undecided again.
///
/// # Errors
/// [`Error::Conflict`] if the decision that the actor read is not the one that stands; a field error for a
/// missing reason.
pub async fn reopen(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    read: DecisionId,
    reason: &str,
    at: Timestamp,
) -> Result<()> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Decide, at).await?;
    must_be_in_review(&context)?;
    actor.signed_in()?;
    let issue = issue::by_number(&mut tx, context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    match store::current(&mut tx, issue.id).await? {
        Some(standing) if standing.id == read => {}
        _ => return Err(Error::Conflict),
    }
    let mut problems = Problems::default();
    let most = crate::decision::MAX_CHARACTERS;
    problems.needed("reopen_reason", reason, most, "reason-missing");
    problems.into_result()?;
    store::reopen(&mut tx, read, at, reason.trim()).await?;
    let entry = audit::Entry {
        act: "decision.reopen",
        consultation: Some(context.consultation.id),
        subject: &issue.number.to_string(),
        detail: json!({ "reason": reason.trim() }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await
}
