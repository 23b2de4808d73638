//! Removing a draft, and bringing it back until the round closes.
//!
//! The record does not tell of it: nobody but its author knows of a draft.

use chrono::TimeDelta;

use super::{MOST_DRAFTS, author, not_of_another, own};
use crate::{
    Error, Result, Timestamp,
    actor::Actor,
    comment::CommentState,
    consultation::Slug,
    error::{Problems, Refusal},
    id::{CommentId, DraftId, SubmissionId},
    ops::ConsultationContext,
    quota::Used,
    store::{Store, Tx, comment, draft as store, removed_draft, setting, submission},
};

/// How long after the close a removed draft is kept.
const KEPT_AFTER_CLOSE: TimeDelta = TimeDelta::days(1);

/// Removes a draft; a comment that it would have amended stays as it is. Until the round closes it can be brought back
/// (of very many the last ones); after that it is forgotten at once. Removing twice is no error.
pub async fn delete(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    id: DraftId,
    at: Timestamp,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let account = actor.signed_in()?;
    not_of_another(&mut tx, &context, account, id).await?;
    let held = submission::lock_by_account(&mut tx, context.round.id, account.id).await?;
    if let Some(submission) = held
        && own(&mut tx, id, submission.id).await?.is_some()
    {
        if context.must_take_comments(at).is_ok() {
            removed_draft::put(&mut tx, id, at).await?;
            keep_few(&mut tx, submission.id).await?;
        } else {
            store::delete(&mut tx, id).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Forgets the removed drafts that were removed first, as long as there are more than one account may submit.
async fn keep_few(tx: &mut Tx, submission: SubmissionId) -> Result<()> {
    let quota = setting::quota(tx).await?;
    let mut used = Used::default();
    for it in removed_draft::of(tx, submission).await? {
        used = used.with(&it.draft.content);
        if !used.problems(quota).0.is_empty() {
            removed_draft::delete(tx, it.draft.id).await?;
        }
    }
    Ok(())
}

/// Brings a removed draft back, as it was. Doing it twice is no error.
///
/// # Errors
/// Not found for one that is somebody else's or forgotten; [`Refusal::Closed`] once the round has closed;
/// [`Refusal::Withdrawn`] if it amends a comment that is withdrawn, which brings it back when it comes back itself;
/// [`Error::Conflict`] if another draft amends that comment meanwhile; a problem of the whole if the quota is used up.
pub async fn bring_back(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    id: DraftId,
    at: Timestamp,
) -> Result<DraftId> {
    let mut tx = db.begin().await?;
    let (context, account) = author(&mut tx, actor, slug, at).await?;
    let submission = submission::lock_by_account(&mut tx, context.round.id, account.id)
        .await?
        .ok_or(Error::NotFound)?;
    let removed = removed_draft::get(&mut tx, id)
        .await?
        .filter(|it| it.draft.submission_id == submission.id);
    let Some(removed) = removed else {
        let back = own(&mut tx, id, submission.id).await?;
        return back.map(|it| it.id).ok_or(Error::NotFound);
    };
    context.must_take_comments(at)?;
    if let Some(amended) = removed.draft.comment_id {
        let comment = comment::get(&mut tx, amended).await?;
        if comment.is_none_or(|it| it.state == CommentState::Withdrawn) {
            return Err(Refusal::Withdrawn.into());
        }
        if store::amending(&mut tx, amended).await?.is_some() {
            return Err(Error::Conflict);
        }
    } else {
        let used = store::used(&mut tx, submission.id, None).await?;
        let quota = setting::quota(&mut tx).await?;
        let with_it = used.with(&removed.draft.content);
        with_it.problems(quota).into_result()?;
    }
    if store::count(&mut tx, submission.id).await? >= MOST_DRAFTS {
        return Err(Problems::one("", "too-many-drafts", MOST_DRAFTS).into());
    }
    // Another window may have kept or submitted words under its key meanwhile: it comes back beside them.
    let is_taken = store::get(&mut tx, id).await?.is_some()
        || comment::get(&mut tx, CommentId(id.0)).await?.is_some();
    let key = if is_taken { DraftId::new(at) } else { id };
    removed_draft::take_back(&mut tx, id, key).await?;
    tx.commit().await?;
    Ok(key)
}

/// Forgets removed drafts that nobody can bring back any more.
pub async fn sweep(db: &Store, at: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    removed_draft::delete_of_closed(&mut tx, at - KEPT_AFTER_CLOSE).await?;
    tx.commit().await
}
