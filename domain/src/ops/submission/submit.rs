//! Submitting the whole: references, counts, the confirmation.

use std::collections::HashSet;

use serde_json::json;

use super::{
    Reviewed,
    details::{SavedDetails, keep_details},
    look, views,
};
use crate::{
    Result, Timestamp,
    account::Account,
    act::Act,
    actor::Actor,
    comment::{Comment, CommentState, CommentView},
    consultation::Slug,
    error::{Problems, Refusal},
    id::{CommentId, DraftId},
    ops::{
        ConsultationContext,
        limit::{self, Limit},
        mail::Written,
        tally::Changes,
    },
    store::{
        Store, Tx, audit, comment, consultation, draft,
        outbox::{self, Mail},
        submission as store,
    },
    submission::{Details, Publication, Submission, SubmissionState},
};

/// Submittings of one account.
pub const SUBMIT: Limit = Limit {
    name: "submit",
    most: 60,
    window: 60 * 60,
};

/// What somebody has handed in: for the confirmation and the page that follows.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The consultation.
    pub context: ConsultationContext,
    /// The submission as submitted.
    pub submission: Submission,
    /// Whose it is; the confirmation goes to this account's address.
    pub to: Account,
    /// Every comment of the submission that stands, as its author sees it.
    pub comments: Vec<CommentView>,
    /// References given this time.
    pub given: Vec<String>,
    /// References of comments that say something else now.
    pub amended: Vec<String>,
    /// Drafts that were left for later: they are not submitted yet.
    pub left: Vec<Reviewed>,
    /// When.
    pub at: Timestamp,
}

/// What is handed in.
#[derive(Clone, Copy, Debug)]
pub struct HandIn<'a> {
    /// Of the submission as it was read; none if there was none yet.
    pub revision: Option<i64>,
    /// Who speaks, and how it is published.
    pub details: &'a Details,
    /// The drafts that are meant; the others stay drafts. None: all of them.
    pub chosen: Option<&'a [DraftId]>,
}

/// What became of handing in.
#[derive(Clone, Debug)]
pub enum HandedIn {
    /// It is submitted.
    Submitted(Box<Receipt>),
    /// Another window saved other details meanwhile: these are stored, and nothing was submitted.
    Changed(Submission),
}

/// Keeps the details as [`save_details`](super::save_details) does, and submits, at once: nothing comes between. If
/// something is missing, the details are kept all the same, so that whoever goes to mend it need not type them again.
///
/// # Errors
/// Those of [`submit`], as far as they are about the drafts that are chosen; a field error of `drafts` if none is.
pub async fn hand_in(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    what: HandIn<'_>,
    at: Timestamp,
    compose: impl FnOnce(&Receipt) -> Written,
) -> Result<HandedIn> {
    let mut tx = db.begin().await?;
    let context = may_submit(&mut tx, actor, slug, at).await?;
    let (revision, details) = (what.revision, what.details);
    match keep_details(&mut tx, actor, &context, true, revision, details, at).await? {
        SavedDetails::Changed(stored) => Ok(HandedIn::Changed(stored)),
        SavedDetails::Kept(kept) => {
            submit_in(tx, actor, context, Some(kept), what.chosen, at, compose)
                .await
                .map(|receipt| HandedIn::Submitted(Box::new(receipt)))
        }
    }
}

/// Submits the whole: every draft becomes a comment with a reference, every amendment takes effect, and one
/// confirmation with every comment is queued. All or nothing.
///
/// # Errors
/// Field errors as in [`Review::all_missing`]; [`Refusal::Closed`] from the closing time on, whenever the drafts were
/// begun; [`Refusal::NothingToSubmit`]; [`Error::TooMany`].
pub async fn submit(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
    compose: impl FnOnce(&Receipt) -> Written,
) -> Result<Receipt> {
    let mut tx = db.begin().await?;
    let context = may_submit(&mut tx, actor, slug, at).await?;
    let account = actor.signed_in()?.id;
    let submission = store::lock_by_account(&mut tx, context.round.id, account).await?;
    submit_in(tx, actor, context, submission, None, at, compose).await
}

async fn may_submit(
    tx: &mut Tx,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<ConsultationContext> {
    let context = ConsultationContext::change(tx, actor, slug, Act::Comment, at).await?;
    context.must_take_comments(at)?;
    let account = actor.signed_in()?;
    limit::take(tx, at, SUBMIT, &account.id.to_string()).await?;
    Ok(context)
}

async fn submit_in(
    mut tx: Tx,
    actor: &Actor,
    context: ConsultationContext,
    submission: Option<Submission>,
    chosen: Option<&[DraftId]>,
    at: Timestamp,
    compose: impl FnOnce(&Receipt) -> Written,
) -> Result<Receipt> {
    let account = actor.signed_in()?.clone();
    let mut review = look(&mut tx, actor, context, &account, submission, at).await?;
    if let Some(refusal) = review.refused {
        return Err(refusal.into());
    }
    let left = match chosen {
        Some([]) if !review.drafts.is_empty() => {
            // The details stay.
            tx.commit().await?;
            return Err(Problems::one("drafts", "none-chosen", "").into());
        }
        Some(chosen) => review.leave_all_but(chosen),
        None => Vec::new(),
    };
    let Some(submission) = review
        .submission
        .clone()
        .filter(|_| !review.drafts.is_empty())
    else {
        return Err(Refusal::NothingToSubmit.into());
    };
    if let Err(missing) = review.all_missing().into_result() {
        // The details stay.
        tx.commit().await?;
        return Err(missing);
    }
    let context = review.context;

    let mut changes = Changes::default();
    let done: Vec<DraftId> = review.drafts.iter().map(|it| it.draft.id).collect();
    let (amendments, new): (Vec<Reviewed>, Vec<Reviewed>) = review
        .drafts
        .into_iter()
        .partition(|it| it.draft.comment_id.is_some());
    let mut amended = Vec::new();
    for it in amendments {
        let Some(was) = comment::get(
            &mut tx,
            it.draft.comment_id.unwrap_or(CommentId(it.draft.id.0)),
        )
        .await?
        else {
            continue;
        };
        if was.content == it.draft.content || was.state == CommentState::Withdrawn {
            continue;
        }
        comment::amend(&mut tx, &was, &it.draft.content, at).await?;
        changes.comment(&was, -1);
        amended.push(was.reference.clone());
        let now = Comment {
            content: it.draft.content,
            ..was
        };
        changes.comment(&now, 1);
    }
    let given = give_references(&mut tx, &context, new.len(), &HashSet::new()).await?;
    let count = i64::try_from(new.len()).unwrap_or(i64::MAX);
    let first = consultation::take_seq(&mut tx, context.consultation.id, count).await?;
    let listed = submission.publication != Some(Publication::NotForPublication);
    let comments: Vec<comment::New> = (first..)
        .zip(new)
        .zip(&given)
        .map(|((seq, it), reference)| {
            changes.count(&it.draft.content, submission.stakeholder_group, listed, 1);
            comment::New {
                // A window that still has the draft finds the comment by it.
                id: CommentId(it.draft.id.0),
                consultation_id: context.consultation.id,
                round_id: context.round.id,
                submission_id: submission.id,
                seq,
                reference: reference.clone(),
                content: it.draft.content,
                stakeholder_group: submission.stakeholder_group,
                listed,
                channel: String::new(),
                submitted_at: at,
                submitted_at_text: String::new(),
                entered_at: None,
            }
        })
        .collect();
    comment::insert(&mut tx, &comments).await?;
    if let Some(version) = context.round.version_id {
        changes.apply(&mut tx, version).await?;
    }
    draft::delete_all(&mut tx, &done).await?;
    let submission = store::set_state(
        &mut tx,
        submission.id,
        SubmissionState::Submitted,
        &account.name,
        at,
    )
    .await?;
    let mut standing = comment::of_submission(&mut tx, submission.id).await?;
    standing.retain(|it| it.state == CommentState::Submitted);
    let receipt = Receipt {
        comments: views(actor, &context, standing, at)?,
        context,
        submission,
        to: account,
        given,
        amended,
        left,
        at,
    };
    let entry = audit::Entry {
        act: "submission.submit",
        consultation: Some(receipt.context.consultation.id),
        subject: &receipt.submission.id.to_string(),
        detail: json!({ "given": receipt.given, "amended": receipt.amended }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    let written = compose(&receipt);
    let mail = Mail {
        kind: "receipt",
        to: receipt.to.email.clone(),
        subject: written.subject,
        text: written.text,
        html: written.html,
    };
    outbox::enqueue(&mut tx, at, mail).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// The next references of the round, none of them taken or in `reserved`. Numbers are never given twice.
pub(in crate::ops) async fn give_references(
    tx: &mut Tx,
    context: &ConsultationContext,
    count: usize,
    reserved: &HashSet<&str>,
) -> Result<Vec<String>> {
    let mut given = Vec::with_capacity(count);
    if count == 0 {
        return Ok(given);
    }
    while given.len() < count {
        let missing = count - given.len();
        let more = i64::try_from(missing).unwrap_or(i64::MAX);
        let first = store::take_references(tx, context.round.id, more).await?;
        let candidates: Vec<String> = (first..)
            .take(missing)
            .map(|number| crate::comment::reference(context.round.number, number))
            .collect();
        let taken = comment::taken(tx, context.consultation.id, &candidates).await?;
        given.extend(
            candidates
                .into_iter()
                .filter(|it| !taken.contains(it) && !reserved.contains(it.as_str())),
        );
    }
    Ok(given)
}
