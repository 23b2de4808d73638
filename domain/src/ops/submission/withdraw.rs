//! Withdrawing one comment, or all.

use serde_json::json;

use crate::{
    Result, Timestamp,
    act::Act,
    actor::Actor,
    comment::{Comment, CommentState},
    consultation::Slug,
    error::Refusal,
    ops::{ConsultationContext, draft as drafts, tally::Changes},
    store::{Store, Tx, accounting, audit, comment, draft, issue, submission as store},
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
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Comment, at).await?;
    let comment = drafts::own_comment(&mut tx, actor, &context, reference, at).await?;
    context.must_take_changes_of(&comment, at)?;
    if comment.state == CommentState::Withdrawn {
        return Err(Refusal::Withdrawn.into());
    }
    let held = store::lock_by_account(&mut tx, context.round.id, actor.signed_in()?.id).await?;
    let last = comment.id;
    withdraw(&mut tx, actor, &context, &[comment], at).await?;
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
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Comment, at).await?;
    let account = actor.signed_in()?;
    context.must_take_comments(at)?;
    let submission = store::lock_by_account(&mut tx, context.round.id, account.id)
        .await?
        .filter(|it| it.state == SubmissionState::Submitted)
        .ok_or(Refusal::NothingToSubmit)?;
    let mut comments = comment::of_submission(&mut tx, submission.id).await?;
    comments.retain(|it| it.state == CommentState::Submitted);
    withdraw(&mut tx, actor, &context, &comments, at).await?;
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
    context: &ConsultationContext,
    comments: &[Comment],
    at: Timestamp,
) -> Result<()> {
    let mut changes = Changes::default();
    for comment in comments {
        comment::withdraw(tx, comment.id).await?;
        // What is withdrawn needs no account, and nothing rests on it.
        issue::unlink_all(tx, comment.id).await?;
        accounting::delete(tx, comment.id).await?;
        if let Some(begun) = draft::amending(tx, comment.id).await? {
            draft::delete(tx, begun.id).await?;
        }
        changes.comment(comment, -1);
        let entry = audit::Entry {
            act: "comment.withdraw",
            consultation: Some(context.consultation.id),
            subject: &comment.reference,
            detail: json!({}),
            public: false,
        };
        audit::record(tx, actor, at, entry).await?;
    }
    if let Some(version) = context.round.version_id {
        changes.apply(tx, version).await?;
    }
    Ok(())
}
