//! Who speaks, and how it is published.

use serde_json::json;

use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    comment::Comment,
    consultation::Slug,
    ops::{ConsultationContext, draft as drafts, tally::Changes},
    store::{Store, Tx, audit, comment, submission as store},
    submission::{Details, Submission, SubmissionState},
};

/// The revision that a submission begins with.
const FIRST: i64 = 1;

/// What became of saving the details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedDetails {
    /// They are kept.
    Kept(Submission),
    /// Another window saved others meanwhile: these are stored.
    Changed(Submission),
}

/// Keeps who speaks and how it is published. For comments already submitted it takes effect at once, counts
/// included: whoever wants to be less visible need not wait.
///
/// `revision`: as it was read; none if there was no submission yet, which begins one.
pub async fn save_details(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    revision: Option<i64>,
    details: &Details,
    at: Timestamp,
) -> Result<SavedDetails> {
    let mut tx = db.begin().await?;
    let found = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Comment, found.consultation.id)?;
    let account = actor.signed_in()?;
    found.must_take_comments(at)?;
    // Always the consultation before the submission: whoever submits takes them in that order.
    let began = store::of_account(&mut tx, found.round.id, account.id).await?;
    let has_comments = began.is_some_and(|it| it.state != SubmissionState::Draft);
    if has_comments {
        ConsultationContext::change(&mut tx, actor, slug, Act::Comment, at).await?;
    }
    let saved = keep_details(&mut tx, actor, &found, has_comments, revision, details, at).await?;
    if matches!(saved, SavedDetails::Kept(_)) {
        tx.commit().await?;
    }
    Ok(saved)
}

/// [`save_details`] inside a transaction. `is_held`: nobody else changes the consultation.
pub(super) async fn keep_details(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    is_held: bool,
    revision: Option<i64>,
    details: &Details,
    at: Timestamp,
) -> Result<SavedDetails> {
    let account = actor.signed_in()?;
    let details = Details {
        organisation: details.organisation.trim().to_owned(),
        country: details.country.trim().to_owned(),
        ..details.clone()
    };
    details.validate_draft().into_result()?;
    let submission = drafts::begin(tx, context, account, at).await?;
    if submission.state != SubmissionState::Draft && !is_held {
        // Submitted between the two looks (PostgreSQL): the caller shows what is there.
        return Ok(SavedDetails::Changed(submission));
    }
    if submission.details() == details {
        return Ok(SavedDetails::Kept(submission));
    }
    // Who read before there was a submission knows no more than what one begins with.
    if revision.unwrap_or(FIRST) != submission.revision {
        return Ok(SavedDetails::Changed(submission));
    }
    if submission.state != SubmissionState::Draft {
        details.validate_for_submission().into_result()?;
    }
    store::update_details(
        tx,
        submission.id,
        submission.revision,
        &account.name,
        &details,
    )
    .await?;
    let mut changes = Changes::default();
    for was in comment::of_submission(tx, submission.id).await? {
        changes.comment(&was, -1);
        let mut now = Comment {
            stakeholder_group: details.stakeholder_group,
            publication: details.publication,
            ..was
        };
        now.listed = now.is_public();
        comment::set_details(tx, now.id, now.stakeholder_group, now.listed).await?;
        changes.comment(&now, 1);
    }
    if let Some(version) = context.round.version_id {
        changes.apply(tx, version).await?;
    }
    let kept = store::get(tx, submission.id)
        .await?
        .ok_or(Error::NotFound)?;
    super::super::verification::restated(tx, actor, context, &submission, &kept, at).await?;
    if submission.state != SubmissionState::Draft {
        let entry = audit::Entry {
            act: "submission.details",
            consultation: Some(context.consultation.id),
            subject: &submission.id.to_string(),
            detail: json!({ "before": submission.details(), "after": kept.details() }),
            public: false,
        };
        audit::record(tx, actor, at, entry).await?;
    }
    Ok(SavedDetails::Kept(kept))
}
