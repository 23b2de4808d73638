//! Verifying that organisations and their groups are who they say they are.

use std::collections::HashMap;

use serde_json::json;

use super::ConsultationContext;
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    consultation::Slug,
    id::SubmissionId,
    lookalike::Resemblances,
    store::{Store, Tx, audit, submission, verification as store},
    submission::{Submission, SubmissionState},
    verification::{Verification, problems},
};

pub use crate::store::verification::Stated;

/// Somebody who handed something in, as facilitators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What they state.
    pub stated: Stated,
    /// What was verified of it, even if something else is stated since.
    pub verification: Option<Verification>,
    /// Other spellings of organisations in this round that look like theirs.
    pub resembles: Vec<String>,
    /// How many others state the very same organisation.
    pub also: usize,
}

impl Claim {
    /// Whether organisation and group are verified as they are stated now.
    pub fn is_verified(&self) -> bool {
        self.verification
            .as_ref()
            .is_some_and(|it| it.changed_at.is_none())
    }

    /// The part of the address that tells who runs the mailbox; a hint, no proof.
    pub fn domain(&self) -> Option<&str> {
        let email = self.stated.email.as_ref()?;
        email.as_str().rsplit_once('@').map(|(_, domain)| domain)
    }
}

/// Who handed something in for the round.
#[derive(Clone, Debug)]
pub struct Claims {
    /// The consultation.
    pub context: ConsultationContext,
    /// By organisation and author, a page of them.
    pub claims: Vec<Claim>,
    /// How many handed something in.
    pub all: usize,
    /// Of how many organisation and group are verified.
    pub verified: usize,
    /// After which the next page begins; none on the last.
    pub next: Option<SubmissionId>,
}

/// How many stand on a page.
pub const PAGE: usize = 100;

/// Who handed something in for the round, with what is verified and what resembles what.
///
/// `after`: where the page before ended; none: from the first.
pub async fn list(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    after: Option<SubmissionId>,
    at: Timestamp,
) -> Result<Claims> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::VerifyStakeholders, context.consultation.id)?;
    let stated = store::stated(&mut tx, context.round.id).await?;
    let mut verified: HashMap<SubmissionId, Verification> =
        store::of_round(&mut tx, context.round.id)
            .await?
            .into_iter()
            .map(|it| (it.submission_id, it))
            .collect();
    let resemblances = Resemblances::of(stated.iter().map(|it| it.organisation.as_str()));
    let mut times: HashMap<String, usize> = HashMap::new();
    for it in &stated {
        *times.entry(it.organisation.clone()).or_default() += 1;
    }
    let all = stated.len();
    let mut claims: Vec<Claim> = stated
        .into_iter()
        .map(|stated| Claim {
            verification: verified.remove(&stated.id),
            resembles: resemblances.like(&stated.organisation),
            also: match times.get(&stated.organisation) {
                Some(times) if !stated.organisation.is_empty() => times - 1,
                _ => 0,
            },
            stated,
        })
        .collect();
    let verified = claims.iter().filter(|it| it.is_verified()).count();
    if let Some(last) = after.and_then(|id| claims.iter().position(|it| it.stated.id == id)) {
        claims.drain(..=last);
    }
    let more = claims.len() > PAGE;
    claims.truncate(PAGE);
    let next = claims.last().filter(|_| more).map(|it| it.stated.id);
    Ok(Claims {
        context,
        claims,
        all,
        verified,
        next,
    })
}

/// Verifies organisation and group of a submission as they are stated at `revision`, with a note that says how.
///
/// # Errors
/// Field errors (`note`); [`Error::Conflict`] if something else is stated since it was read.
pub async fn verify(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    id: SubmissionId,
    revision: i64,
    note: &str,
    at: Timestamp,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let (context, it) = take(&mut tx, actor, slug, id, at).await?;
    problems(note).into_result()?;
    if it.revision != revision {
        return Err(Error::Conflict);
    }
    store::put(&mut tx, &it, note.trim(), actor.account_id(), at).await?;
    let detail = json!({ "organisation": it.organisation, "stakeholder_group": it.stakeholder_group, "note": note.trim() });
    record(
        &mut tx,
        actor,
        &context,
        "verification.give",
        &it,
        detail,
        at,
    )
    .await?;
    tx.commit().await
}

/// Takes a verification back, with a note that says why.
///
/// # Errors
/// Field errors (`note`); [`Error::NotFound`] if nothing was verified.
pub async fn take_back(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    id: SubmissionId,
    note: &str,
    at: Timestamp,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let (context, it) = take(&mut tx, actor, slug, id, at).await?;
    problems(note).into_result()?;
    if !store::delete(&mut tx, id).await? {
        return Err(Error::NotFound);
    }
    let detail = json!({ "organisation": it.organisation, "stakeholder_group": it.stakeholder_group, "note": note.trim() });
    record(
        &mut tx,
        actor,
        &context,
        "verification.take-back",
        &it,
        detail,
        at,
    )
    .await?;
    tx.commit().await
}

/// Something else is stated than what was verified: it counts no more. Nothing happens if nothing was verified, or if
/// organisation and group are the same.
pub(super) async fn restated(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    was: &Submission,
    now: &Submission,
    at: Timestamp,
) -> Result<()> {
    let same =
        was.organisation == now.organisation && was.stakeholder_group == now.stakeholder_group;
    if same || !store::set_changed(tx, now.id, at).await? {
        return Ok(());
    }
    let detail = json!({ "before": { "organisation": was.organisation, "stakeholder_group": was.stakeholder_group },
        "after": { "organisation": now.organisation, "stakeholder_group": now.stakeholder_group } });
    record(tx, actor, context, "verification.drop", now, detail, at).await
}

async fn take(
    tx: &mut Tx,
    actor: &Actor,
    slug: &Slug,
    id: SubmissionId,
    at: Timestamp,
) -> Result<(ConsultationContext, Submission)> {
    let act = Act::VerifyStakeholders;
    let context = ConsultationContext::change(tx, actor, slug, act, at).await?;
    let it = submission::get(tx, id).await?.ok_or(Error::NotFound)?;
    if it.round_id == context.round.id && it.state == SubmissionState::Submitted {
        Ok((context, it))
    } else {
        Err(Error::NotFound)
    }
}

async fn record(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    act: &str,
    it: &Submission,
    detail: serde_json::Value,
    at: Timestamp,
) -> Result<()> {
    let entry = audit::Entry {
        act,
        consultation: Some(context.consultation.id),
        subject: &it.id.to_string(),
        detail,
        // What is public of it is the mark beside the comments.
        public: false,
    };
    audit::record(tx, actor, at, entry).await
}
