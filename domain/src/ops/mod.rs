//! Use cases: one function, one transaction. Each checks the permission, changes the store, writes the audit
//! entry and what is to be mailed, and commits. Nothing here is about HTTP, HTML or SQL.
//!
//! Reads answer *views*: types that hold only what the actor may see.

use crate::{
    Error, Result, Timestamp,
    actor::Actor,
    consultation::{Consultation, Phase, Slug, Stage},
    error::Refusal,
    permission::Act,
    round::Round,
    store::{Tx, consultation as store},
};

/// Accounts and profiles.
pub mod account;
/// The reading room.
pub mod agenda;
/// What became of comments.
pub mod answer;
/// The first page of a consultation.
pub mod call;
/// Submitted comments: reading, filtering, hiding.
pub mod comment;
/// Consultations and rounds.
pub mod consultation;
/// Deciding.
pub mod decision;
/// Drafts of comments.
pub mod draft;
/// Comments in and out as files.
pub mod exchange;
/// The front page.
pub mod front;
/// Issues.
pub mod issue;
/// Limits on rate that hold across servers and restarts.
pub mod limit;
/// What the worker does with the outbox.
pub mod mail;
/// Preparing and publishing the outcome.
pub mod outcome;
/// The debate.
pub mod remark;
/// The consolidation report.
pub mod report;
/// Who holds which role.
pub mod role;
/// Sessions of browsers.
pub mod session;
/// Accounting for comments.
pub mod set_aside;
/// Signing in by a link.
pub mod sign_in;
/// A stakeholder's submission: details, review, submitting, withdrawing.
pub mod submission;
/// Counting comments in and out.
mod tally;
/// The norm text.
pub mod text;
/// The facilitator's workbench.
pub mod workbench;

/// A consultation as it stands at a moment: what nearly every use case begins with.
#[derive(Clone, Debug)]
pub struct Place {
    /// The consultation.
    pub consultation: Consultation,
    /// Its latest round.
    pub round: Round,
    /// Its phase at that moment.
    pub phase: Phase,
    /// Issues without a decision.
    pub undecided: i64,
}

impl Place {
    /// Finds a consultation that the actor may know of.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none, or if it is being prepared and the actor does not prepare it.
    pub async fn find(tx: &mut Tx, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Self> {
        let consultation = store::by_slug(tx, slug).await?.ok_or(Error::NotFound)?;
        let place = Self::of(tx, consultation, at).await?;
        place.may_be_known(actor)?;
        Ok(place)
    }

    /// [`Refusal::Closed`] or [`Refusal::NotOpen`] unless the round is open, and [`Refusal::Frozen`] once the report is,
    /// whatever the clock of whoever asks says.
    pub fn must_take_comments(&self, at: Timestamp) -> Result<()> {
        self.round.must_be_open(at)?;
        if self.consultation.stage == Stage::Consulting {
            Ok(())
        } else {
            Err(Refusal::Frozen.into())
        }
    }

    /// [`Error::NotFound`] if it is being prepared and the actor does not prepare it.
    pub fn may_be_known(&self, actor: &Actor) -> Result<()> {
        let act = if self.phase == Phase::Draft {
            Act::ReadPrepared
        } else {
            Act::ReadConsultation
        };
        actor.may(act, self.consultation.id)
    }

    /// The same for a consultation at hand, without asking who wants to know.
    pub async fn of(tx: &mut Tx, consultation: Consultation, at: Timestamp) -> Result<Self> {
        let round = store::round(tx, consultation.id).await?;
        let undecided = match consultation.stage {
            Stage::Review => store::undecided(tx, consultation.id).await?,
            _ => 0,
        };
        let phase = consultation.phase(&round, undecided, at);
        Ok(Self {
            consultation,
            round,
            phase,
            undecided,
        })
    }

    /// Takes the consultation in hand to change it: finds it, checks the act, and increments its revision (which on
    /// PostgreSQL also lets one writer in at a time, so what is read after this is what is changed).
    pub async fn change(
        tx: &mut Tx,
        actor: &Actor,
        slug: &Slug,
        act: Act,
        at: Timestamp,
    ) -> Result<Self> {
        let found = Self::find(tx, actor, slug, at).await?;
        actor.may(act, found.consultation.id)?;
        let consultation = store::touch(tx, found.consultation.id)
            .await?
            .ok_or(Error::NotFound)?;
        match tx {
            // Nobody else writes from the beginning of the transaction on: only the revision is another.
            Tx::Sqlite(_) => Ok(Self {
                consultation,
                ..found
            }),
            Tx::Postgres(_) => Self::of(tx, consultation, at).await,
        }
    }
}
