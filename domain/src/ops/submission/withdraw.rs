//! Withdrawing one comment, or all.

use serde_json::json;

use crate::{
    Result, Timestamp,
    actor::Actor,
    comment::{Comment, CommentState},
    consultation::Slug,
    error::Refusal,
    ops::{Place, draft as drafts, tally::Changes},
    permission::Act,
    store::{Store, Tx, audit, comment, draft, issue, set_aside, submission as store},
    submission::SubmissionState,
};

/// Withdraws one comment: it keeps its reference and its words, and counts no more.
///
/// # Errors
/// Not found for what the actor may not read, forbidden for a comment of somebody else; [`Refusal::Closed`] once the
/// round has closed; [`Refusal::Withdrawn`] the second time.
pub async fn withdraw_comment(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    reference: &str,
    at: Timestamp,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let place = Place::change(&mut tx, actor, slug, Act::Comment, at).await?;
    let comment = drafts::own_comment(&mut tx, actor, &place, reference, at).await?;
    place.must_take_comments(at)?;
    if comment.state == CommentState::Withdrawn {
        return Err(Refusal::Withdrawn.into());
    }
    let held = store::hold_of_account(&mut tx, place.round.id, actor.signed_in()?.id).await?;
    let last = comment.id;
    withdraw(&mut tx, actor, &place, &[comment], at).await?;
    // Whoever has withdrawn every comment has not spoken.
    if let Some(submission) = held {
        let stands = comment::of_submission(&mut tx, submission.id)
            .await?
            .iter()
            .any(|it| it.id != last && it.state == CommentState::Submitted);
        if !stands {
            let author = submission.author;
            store::set_state(
                &mut tx,
                submission.id,
                SubmissionState::Withdrawn,
                &author,
                at,
            )
            .await?;
        }
    }
    tx.commit().await
}

/// Withdraws the whole submission. Drafts of new comments stay; amendments under way are forgotten.
///
/// # Errors
/// [`Refusal::NothingToSubmit`] if nothing was submitted; [`Refusal::Closed`] once the round has closed.
pub async fn withdraw_all(db: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    let place = Place::change(&mut tx, actor, slug, Act::Comment, at).await?;
    let account = actor.signed_in()?;
    place.must_take_comments(at)?;
    let submission = store::hold_of_account(&mut tx, place.round.id, account.id)
        .await?
        .filter(|it| it.state == SubmissionState::Submitted)
        .ok_or(Refusal::NothingToSubmit)?;
    let mut comments = comment::of_submission(&mut tx, submission.id).await?;
    comments.retain(|it| it.state == CommentState::Submitted);
    withdraw(&mut tx, actor, &place, &comments, at).await?;
    draft::delete_amendments(&mut tx, submission.id).await?;
    store::set_state(
        &mut tx,
        submission.id,
        SubmissionState::Withdrawn,
        &submission.author,
        at,
    )
    .await?;
    tx.commit().await
}

async fn withdraw(
    tx: &mut Tx,
    actor: &Actor,
    place: &Place,
    comments: &[Comment],
    at: Timestamp,
) -> Result<()> {
    let mut changes = Changes::default();
    for comment in comments {
        comment::withdraw(tx, comment.id).await?;
        // What is withdrawn needs no account, and nothing rests on it.
        issue::unlink_all(tx, comment.id).await?;
        set_aside::delete(tx, comment.id).await?;
        if let Some(begun) = draft::amending(tx, comment.id).await? {
            draft::delete(tx, begun.id).await?;
        }
        changes.comment(comment, -1);
        let entry = audit::Entry {
            act: "comment.withdraw",
            consultation: Some(place.consultation.id),
            subject: &comment.reference,
            detail: json!({}),
            public: false,
        };
        audit::record(tx, actor, at, entry).await?;
    }
    if let Some(version) = place.round.version_id {
        changes.apply(tx, version).await?;
    }
    Ok(())
}
