//! The call: a consultation as its first page tells it, and what the reader may do next.

use super::ConsultationContext;
use crate::{
    Result, Timestamp,
    act::Act,
    actor::Actor,
    consultation::{Phase, Slug},
    report::Note,
    store::{Store, report},
};

/// What the reader may do next, by role and phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Next {
    /// Take a text in: nothing opens before.
    ImportText,
    /// Wait until the round opens.
    AwaitOpening,
    /// Read the text and comment on it; somebody signed out signs in on the way.
    Comment,
    /// Look through what one has written.
    Submission,
    /// Gather the comments into issues.
    Consolidate,
    /// Wait for the report.
    AwaitReport,
    /// Debate and decide.
    Decide,
    /// Wait for the decisions.
    AwaitDecisions,
    /// Revise the text and publish the outcome.
    PrepareOutcome,
    /// Wait for the outcome.
    AwaitOutcome,
    /// Read what came of it.
    ReadOutcome,
    /// Read what became of one's own comments.
    ReadAnswers,
}

/// What the first page of a consultation tells beside its terms.
#[derive(Clone, Debug)]
pub struct Call {
    /// The consultation.
    pub context: ConsultationContext,
    /// Public notes on what changed in the round, the oldest first.
    pub notes: Vec<Note>,
    /// The most pressing first; never empty.
    pub next: Vec<Next>,
}

/// Reads it.
///
/// # Errors
/// Not found, also for what the actor may not know of.
pub async fn read(db: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Call> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let notes = report::notes(&mut tx, context.round.id).await?;
    let next = next(actor, &context);
    Ok(Call {
        context,
        notes,
        next,
    })
}

/// By the table of who may do what, and the phase.
fn next(actor: &Actor, context: &ConsultationContext) -> Vec<Next> {
    let may = |act| actor.can(act, context.consultation.id);
    let signed_in = actor.account().is_some();
    match context.phase {
        Phase::Draft if context.round.version_id.is_none() && may(Act::PrepareConsultation) => {
            vec![Next::ImportText]
        }
        Phase::Draft => vec![Next::AwaitOpening],
        Phase::Open | Phase::Consolidation if may(Act::Consolidate) => vec![Next::Consolidate],
        Phase::Open if signed_in => vec![Next::Comment, Next::Submission],
        Phase::Open => vec![Next::Comment],
        Phase::Consolidation => vec![Next::AwaitReport],
        Phase::Review if may(Act::Decide) => vec![Next::Decide],
        Phase::Review => vec![Next::AwaitDecisions],
        Phase::Decided if may(Act::PrepareOutcome) => vec![Next::PrepareOutcome],
        Phase::Decided => vec![Next::AwaitOutcome],
        Phase::Published if signed_in => vec![Next::ReadOutcome, Next::ReadAnswers],
        Phase::Published => vec![Next::ReadOutcome],
    }
}
