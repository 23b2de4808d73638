//! Withdrawing one comment, or all; and bringing back what was withdrawn, until the round closes.

use serde_json::json;

use crate::{
    Result, Timestamp,
    account::Account,
    act::Act,
    actor::Actor,
    comment::{Comment, CommentState, CommentView},
    consultation::Slug,
    error::Refusal,
    ops::{
        ConsultationContext, draft as drafts,
        limit::{self, Limit},
        mail::Written,
        tally::Changes,
    },
    store::{
        Store, Tx, accounting, audit, comment, draft, issue,
        outbox::{self, Mail},
        removed_draft, submission as store,
    },
    submission::{Submission, SubmissionState},
};

/// Withdrawals of one account: each sends a mail.
pub const WITHDRAW: Limit = Limit {
    name: "withdraw",
    most: 200,
    window: 60 * 60,
};

/// What somebody has withdrawn: for the confirmation.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// The consultation; its round says until when it can be undone.
    pub context: ConsultationContext,
    /// Whose comments they are; the confirmation goes to this account's address.
    pub to: Account,
    /// The comments that were withdrawn now, as their author sees them.
    pub comments: Vec<CommentView>,
    /// When.
    pub at: Timestamp,
}

/// Withdraws one comment: it keeps its reference and its words, and counts no more. `compose` writes the confirmation.
///
/// # Errors
/// Not found for what the actor may not read, forbidden for a comment of somebody else; [`Refusal::Closed`] once the
/// round has closed; [`Refusal::Withdrawn`] the second time; [`Error::TooMany`](crate::Error::TooMany).
pub async fn withdraw_comment(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    reference: &str,
    at: Timestamp,
    compose: impl FnOnce(&Withdrawal) -> Written,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Comment, at).await?;
    let comment = drafts::own_comment(&mut tx, actor, &context, reference, at).await?;
    context.must_take_changes_of(&comment, at)?;
    if comment.state == CommentState::Withdrawn {
        return Err(Refusal::Withdrawn.into());
    }
    let account = actor.signed_in()?.clone();
    let held = store::lock_by_account(&mut tx, context.round.id, account.id).await?;
    withdraw(&mut tx, actor, &context, std::slice::from_ref(&comment), at).await?;
    // Whoever has withdrawn every comment has not spoken.
    if let Some(submission) = held {
        let stands = comment::of_submission(&mut tx, submission.id)
            .await?
            .iter()
            .any(|it| it.state == CommentState::Submitted);
        if !stands {
            to_state(&mut tx, &submission, SubmissionState::Withdrawn, at).await?;
        }
    }
    confirm(&mut tx, actor, context, account, vec![comment], at, compose).await?;
    tx.commit().await
}

/// Withdraws the whole submission. Drafts of new comments stay; amendments under way are removed with what they amend.
/// `compose` writes the confirmation.
///
/// # Errors
/// [`Refusal::NothingToSubmit`] if nothing was submitted; [`Refusal::Closed`] once the round has closed;
/// [`Error::TooMany`](crate::Error::TooMany).
pub async fn withdraw_all(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
    compose: impl FnOnce(&Withdrawal) -> Written,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Comment, at).await?;
    let account = actor.signed_in()?.clone();
    context.must_take_comments(at)?;
    let submission = store::lock_by_account(&mut tx, context.round.id, account.id)
        .await?
        .filter(|it| it.state == SubmissionState::Submitted)
        .ok_or(Refusal::NothingToSubmit)?;
    let mut comments = comment::of_submission(&mut tx, submission.id).await?;
    comments.retain(|it| it.state == CommentState::Submitted);
    withdraw(&mut tx, actor, &context, &comments, at).await?;
    to_state(&mut tx, &submission, SubmissionState::Withdrawn, at).await?;
    confirm(&mut tx, actor, context, account, comments, at, compose).await?;
    tx.commit().await
}

/// Brings a withdrawn comment back: under its reference, with its words and with the amendment that was under way. It
/// counts again, as it is published now; facilitators have to account for it anew. Doing it twice is no error.
///
/// # Errors
/// Not found for what the actor may not read, forbidden for a comment of somebody else; [`Refusal::Closed`] once the
/// round has closed.
pub async fn bring_back(
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
    if comment.state != CommentState::Withdrawn {
        return Ok(());
    }
    let submission = store::lock_by_account(&mut tx, context.round.id, actor.signed_in()?.id)
        .await?
        .ok_or(Refusal::NothingToUndo)?;
    stand_again(&mut tx, actor, &context, &submission, vec![comment], at).await?;
    tx.commit().await
}

/// Brings back all that was withdrawn together, at a moment as [`Review::undoable`](super::Review::undoable) tells it.
///
/// # Errors
/// [`Refusal::NothingToUndo`] if nothing of it is withdrawn any more; [`Refusal::Closed`] once the round has closed.
pub async fn bring_back_all(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    withdrawn_at: Timestamp,
    at: Timestamp,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Comment, at).await?;
    context.must_take_comments(at)?;
    let submission = store::lock_by_account(&mut tx, context.round.id, actor.signed_in()?.id)
        .await?
        .ok_or(Refusal::NothingToUndo)?;
    let together = comment::withdrawn(&mut tx, submission.id).await?;
    let mut comments = comment::of_submission(&mut tx, submission.id).await?;
    comments.retain(|it| together.contains(&(it.id, Some(withdrawn_at))));
    if comments.is_empty() {
        return Err(Refusal::NothingToUndo.into());
    }
    stand_again(&mut tx, actor, &context, &submission, comments, at).await?;
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
        comment::withdraw(tx, comment.id, at).await?;
        // What is withdrawn needs no account, and nothing rests on it.
        issue::unlink_all(tx, comment.id).await?;
        accounting::delete(tx, comment.id).await?;
        if let Some(begun) = draft::amending(tx, comment.id).await? {
            removed_draft::put(tx, begun.id, at).await?;
        }
        changes.comment(comment, -1);
        note(tx, actor, context, "comment.withdraw", comment, at).await?;
    }
    if let Some(version) = context.round.version_id {
        changes.apply(tx, version).await?;
    }
    Ok(())
}

/// Comments that were withdrawn count again, with the amendments that went with them.
async fn stand_again(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    submission: &Submission,
    comments: Vec<Comment>,
    at: Timestamp,
) -> Result<()> {
    let moments = comment::withdrawn(tx, submission.id).await?;
    let removed = removed_draft::of(tx, submission.id).await?;
    let mut changes = Changes::default();
    for was in comments {
        let mut now = Comment {
            state: CommentState::Submitted,
            ..was
        };
        now.listed = now.is_public();
        comment::bring_back(tx, now.id, now.listed).await?;
        changes.comment(&now, 1);
        for it in &removed {
            let went_with_it = moments.contains(&(now.id, Some(it.removed_at)));
            if it.draft.comment_id == Some(now.id) && went_with_it {
                removed_draft::take_back(tx, it.draft.id, it.draft.id).await?;
            }
        }
        note(tx, actor, context, "comment.restore", &now, at).await?;
    }
    if let Some(version) = context.round.version_id {
        changes.apply(tx, version).await?;
    }
    if submission.state == SubmissionState::Withdrawn {
        to_state(tx, submission, SubmissionState::Submitted, at).await?;
    }
    Ok(())
}

async fn to_state(
    tx: &mut Tx,
    submission: &Submission,
    state: SubmissionState,
    at: Timestamp,
) -> Result<()> {
    store::set_state(tx, submission.id, state, &submission.author, at)
        .await
        .map(drop)
}

async fn note(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    act: &'static str,
    comment: &Comment,
    at: Timestamp,
) -> Result<()> {
    let entry = audit::Entry {
        act,
        consultation: Some(context.consultation.id),
        subject: &comment.reference,
        detail: json!({}),
        public: false,
    };
    audit::record(tx, actor, at, entry).await.map(drop)
}

/// Queues the confirmation.
async fn confirm(
    tx: &mut Tx,
    actor: &Actor,
    context: ConsultationContext,
    to: Account,
    comments: Vec<Comment>,
    at: Timestamp,
    compose: impl FnOnce(&Withdrawal) -> Written,
) -> Result<()> {
    limit::take(tx, at, WITHDRAW, &to.id.to_string()).await?;
    let comments = super::views(actor, &context, comments, at)?;
    let withdrawal = Withdrawal {
        context,
        to,
        comments,
        at,
    };
    let written = compose(&withdrawal);
    let mail = Mail {
        kind: "withdrawn",
        to: withdrawal.to.email,
        subject: written.subject,
        text: written.text,
        html: written.html,
    };
    outbox::enqueue(tx, at, mail).await.map(drop)
}
