//! Drafts: kept on the server, seen by their author only, never overwritten silently.
//!
//! A draft changes nothing that others see, so it leaves the consultation's revision (and with it the rendered
//! cache) alone.

use super::ConsultationContext;
use crate::{
    Error, Result, Timestamp,
    account::Account,
    act::Act,
    actor::Actor,
    comment::{Comment, CommentKind, CommentState, CommentView, Content, Draft},
    consultation::Slug,
    error::{Problems, Refusal},
    id::{CommentId, DraftId, SubmissionId},
    store::{Store, Tx, comment, draft as store, setting, submission, text},
    submission::{Submission, SubmissionState},
    text::Provision,
    version::Version,
};

mod removal;

pub use removal::{bring_back, delete, sweep};

/// More drafts than anybody writes: a bound on what one account can store.
pub const MOST_DRAFTS: i64 = 1000;

/// What is being saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A draft that is not there yet.
    New,
    /// A draft that is not there yet, unless its form was sent before and the answer got lost: the form names it.
    Named(DraftId),
    /// The draft as it was read.
    Draft {
        /// Which.
        id: DraftId,
        /// At which revision it was read.
        revision: i64,
    },
}

/// What became of saving a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Kept(Draft),
    /// Another window saved it meanwhile: this is what is stored. Nothing was overwritten; saving again at this
    /// revision does.
    Changed(Draft),
    /// Another window submitted it meanwhile: this is the comment. It can be amended.
    Submitted(Box<CommentView>),
    /// Another window deleted it meanwhile. What was typed can be saved as a new draft.
    Deleted,
}

/// Keeps a draft. It may be incomplete; only what cannot be kept is refused.
///
/// # Errors
/// Field errors of [`Content::validate_draft`] and for an unknown provision; [`Refusal::Closed`] and the like unless the
/// round is open; [`Refusal::ProfileIncomplete`].
pub async fn save(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    target: Target,
    mut content: Content,
    at: Timestamp,
) -> Result<Saved> {
    let mut tx = db.begin().await?;
    let (context, account) = author(&mut tx, actor, slug, at).await?;
    if let Target::Draft { id, .. } | Target::Named(id) = target {
        not_of_another(&mut tx, &context, &account, id).await?;
    }
    if !account.has_complete_profile() {
        return Err(Refusal::ProfileIncomplete.into());
    }
    context.must_take_comments(at)?;
    let mut problems = content.validate_draft();
    content.anchor = content.anchor.filter(|anchor| !anchor.is_empty());
    content.kind = content.kind.or(Some(CommentKind::General));
    if let (Some(anchor), Some(version)) = (&content.anchor, context.round.version_id)
        && (anchor.contains('\0') || text::provision(&mut tx, version, anchor).await?.is_none())
    {
        problems.push("anchor", "unknown-provision", anchor);
    }
    problems.into_result()?;
    let submission = begin(&mut tx, &context, &account, at).await?;
    let target = match target {
        Target::Named(id) => sent_before(&mut tx, id, &submission).await?,
        target => target,
    };
    // An amendment takes the place of what is counted already.
    let but = match target {
        Target::New | Target::Named(_) => None,
        Target::Draft { id, .. } => Some(id),
    };
    let amends = match but {
        Some(id) => own(&mut tx, id, submission.id)
            .await?
            .is_some_and(|draft| draft.comment_id.is_some()),
        None => false,
    };
    if !amends {
        let used = store::used(&mut tx, submission.id, but).await?;
        let quota = setting::quota(&mut tx).await?;
        used.with(&content).problems(quota).into_result()?;
    }
    let saved = match target {
        Target::New | Target::Named(_) => {
            if store::count(&mut tx, submission.id).await? >= MOST_DRAFTS {
                return Err(Problems::one("", "too-many-drafts", MOST_DRAFTS).into());
            }
            let draft = Draft {
                id: match target {
                    Target::Named(id) => id,
                    _ => DraftId::new(at),
                },
                submission_id: submission.id,
                comment_id: None,
                content,
                moved_from: None,
                revision: 1,
                updated_at: at,
            };
            store::insert(&mut tx, &draft).await?;
            Saved::Kept(draft)
        }
        Target::Draft { id, revision } => match own(&mut tx, id, submission.id).await? {
            None => gone(&mut tx, actor, &context, id, submission.id, at).await?,
            // Pressing "save" twice, or from two windows with the same words, is no conflict.
            Some(stored) if stored.content == content && stored.moved_from.is_none() => {
                Saved::Kept(stored)
            }
            Some(stored) if stored.revision != revision => Saved::Changed(stored),
            Some(stored) => {
                if store::update(&mut tx, id, revision, &content, at).await? {
                    Saved::Kept(Draft {
                        content,
                        moved_from: None,
                        revision: revision + 1,
                        updated_at: at,
                        ..stored
                    })
                } else {
                    // Only an engine that lets two writers in comes here.
                    let stored = own(&mut tx, id, submission.id).await?;
                    stored.map_or(Saved::Deleted, Saved::Changed)
                }
            }
        },
    };
    tx.commit().await?;
    Ok(saved)
}

/// What a form that names its draft is about: a draft that is to be made, or the one that it made when it was sent
/// before, as it was then.
async fn sent_before(tx: &mut Tx, id: DraftId, submission: &Submission) -> Result<Target> {
    if store::get(tx, id).await?.is_some() {
        return Ok(Target::Draft { id, revision: 1 });
    }
    match comment::get(tx, CommentId(id.0)).await? {
        Some(comment) if comment.submission_id == submission.id => {
            Ok(Target::Draft { id, revision: 1 })
        }
        Some(_) => Err(Error::NotFound),
        None => Ok(Target::Named(id)),
    }
}

/// Keeps a new draft on the text that its author has read: of this digest, if it is known. `named`: which draft the
/// form makes, however often it is sent.
///
/// # Errors
/// Those of [`save`]; a field error of `body` if nothing is written; one of `body` if the text was replaced meanwhile, for the place may hold other words.
pub async fn begin_on(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    read: &str,
    named: Option<DraftId>,
    content: Content,
    at: Timestamp,
) -> Result<Saved> {
    let is_empty = content.is_empty();
    if is_empty || (!read.is_empty() && content.anchor.is_some()) {
        let mut tx = db.read().await?;
        let (context, _) = author(&mut tx, actor, slug, at).await?;
        let version = match context.round.version_id {
            Some(version) => text::get(&mut tx, version).await?,
            None => None,
        };
        let is_other = |version: Version| !read.is_empty() && version.sha256 != read;
        if content.anchor.is_some() && version.is_some_and(is_other) {
            return Err(Problems::one("body", "text-replaced", "").into());
        }
    }
    if is_empty {
        return Err(Problems::one("body", "body-missing", "").into());
    }
    let target = named.map_or(Target::New, Target::Named);
    save(db, actor, slug, target, content, at).await
}

/// A draft of the actor's; not found for everybody else's.
pub async fn get(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    id: DraftId,
    at: Timestamp,
) -> Result<Draft> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let account = actor.signed_in()?;
    let submission = submission::of_account(&mut tx, context.round.id, account.id)
        .await?
        .ok_or(Error::NotFound)?;
    own(&mut tx, id, submission.id)
        .await?
        .ok_or(Error::NotFound)
}

/// A draft with what it is on.
#[derive(Clone, Debug)]
pub struct Found {
    /// The consultation.
    pub context: ConsultationContext,
    /// The draft.
    pub draft: Draft,
    /// Its provision; none: the document as a whole.
    pub provision: Option<Provision>,
}

/// A draft of the actor's with what it is on; not found for everybody else's.
pub async fn find(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    id: DraftId,
    at: Timestamp,
) -> Result<Found> {
    let draft = get(db, actor, slug, id, at).await?;
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let provision = match (&draft.content.anchor, context.round.version_id) {
        (Some(anchor), Some(version)) => text::provision(&mut tx, version, anchor).await?,
        _ => None,
    };
    Ok(Found {
        context,
        draft,
        provision,
    })
}

/// How many drafts the actor has in the current round: they are not submitted yet.
pub(super) async fn unsubmitted(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
) -> Result<i64> {
    match actor.account_id() {
        Some(account) => store::count_of_account(tx, context.round.id, account).await,
        None => Ok(0),
    }
}

/// Begins to amend a submitted comment: a draft with what it says, or the one already begun. It takes effect when the
/// submission is submitted again.
///
/// # Errors
/// Not found for a comment of somebody else; [`Refusal::Closed`] once the round has closed; [`Refusal::Withdrawn`].
pub async fn amend(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    reference: &str,
    at: Timestamp,
) -> Result<Draft> {
    let mut tx = db.begin().await?;
    let (context, account) = author(&mut tx, actor, slug, at).await?;
    let comment = own_comment(&mut tx, actor, &context, reference, at).await?;
    context.must_take_changes_of(&comment, at)?;
    // Holds the submission, so that two windows do not begin two amendments, and none begins one of words that are
    // being submitted or withdrawn: what the comment says is read after this.
    begin(&mut tx, &context, &account, at).await?;
    let comment = own_comment(&mut tx, actor, &context, reference, at).await?;
    if comment.state == CommentState::Withdrawn {
        return Err(Refusal::Withdrawn.into());
    }
    if let Some(begun) = store::amending(&mut tx, comment.id).await? {
        return Ok(begun);
    }
    let draft = Draft {
        id: DraftId::new(at),
        submission_id: comment.submission_id,
        comment_id: Some(comment.id),
        content: comment.content,
        moved_from: None,
        revision: 1,
        updated_at: at,
    };
    store::insert(&mut tx, &draft).await?;
    tx.commit().await?;
    Ok(draft)
}

/// An amendment that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Its draft.
    pub draft: Draft,
    /// Whether it was begun just now; else with words that another window has typed since.
    pub is_new: bool,
}

/// [`amend`] for the comment that a draft has become: a comment takes the key of its draft.
///
/// # Errors
/// Not found if the draft has become none, or was somebody else's; else those of [`amend`].
pub async fn amend_submitted(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    id: DraftId,
    at: Timestamp,
) -> Result<Begun> {
    let mut tx = db.read().await?;
    let comment = comment::get(&mut tx, CommentId(id.0))
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    // Whose draft it was is nobody else's to know: not found, and not forbidden.
    if comment.account_id.is_none() || comment.account_id != actor.account_id() {
        return Err(Error::NotFound);
    }
    let draft = amend(db, actor, slug, &comment.reference, at).await?;
    Ok(Begun {
        is_new: draft.content == comment.content && draft.revision == 1,
        draft,
    })
}

/// The consultation and the account of somebody who may comment.
async fn author(
    tx: &mut Tx,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<(ConsultationContext, Account)> {
    let context = ConsultationContext::find(tx, actor, slug, at).await?;
    actor.may(Act::Comment, context.consultation.id)?;
    Ok((context, actor.signed_in()?.clone()))
}

/// [`Error::NotFound`] for a draft that is somebody else's, or of another consultation. One that is gone is nobody's.
async fn not_of_another(
    tx: &mut Tx,
    context: &ConsultationContext,
    account: &Account,
    id: DraftId,
) -> Result<()> {
    let Some(draft) = store::get(tx, id).await? else {
        return Ok(());
    };
    let submission = submission::of_account(tx, context.round.id, account.id).await?;
    if submission.is_some_and(|it| it.id == draft.submission_id) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// The account's submission for the round, held until the transaction ends; begun with what the profile says.
pub(super) async fn begin(
    tx: &mut Tx,
    context: &ConsultationContext,
    account: &Account,
    at: Timestamp,
) -> Result<Submission> {
    if let Some(begun) = submission::lock_by_account(tx, context.round.id, account.id).await? {
        return Ok(begun);
    }
    let new = Submission {
        id: SubmissionId::new(at),
        round_id: context.round.id,
        account_id: Some(account.id),
        author: account.name.clone(),
        organisation: account.organisation.clone(),
        stakeholder_group: account.stakeholder_group,
        country: account.country.clone().unwrap_or_default(),
        publication: None,
        channel: String::new(),
        state: SubmissionState::Draft,
        revision: 1,
        created_at: at,
        submitted_at: None,
    };
    submission::insert(tx, std::slice::from_ref(&new)).await?;
    // Another window may have been first.
    submission::lock_by_account(tx, context.round.id, account.id)
        .await?
        .ok_or(Error::NotFound)
}

/// A submitted comment that the actor wrote.
pub(super) async fn own_comment(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    reference: &str,
    at: Timestamp,
) -> Result<Comment> {
    if reference.contains('\0') {
        return Err(Error::NotFound);
    }
    let comment = comment::by_reference(tx, context.consultation.id, reference)
        .await?
        .ok_or(Error::NotFound)?;
    // Who may not know of it learns nothing; who may read it, that it is not theirs.
    context.view(actor, at, comment.clone())?;
    if comment.account_id.is_none() || comment.account_id != actor.account_id() {
        return Err(Error::Forbidden(Act::ReadOwn));
    }
    Ok(comment)
}

async fn own(tx: &mut Tx, id: DraftId, submission: SubmissionId) -> Result<Option<Draft>> {
    Ok(store::get(tx, id)
        .await?
        .filter(|draft| draft.submission_id == submission))
}

/// What became of a draft that is not there any more: a comment takes the key of its draft.
async fn gone(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    id: DraftId,
    submission: SubmissionId,
    at: Timestamp,
) -> Result<Saved> {
    match comment::get(tx, CommentId(id.0)).await? {
        Some(comment) if comment.submission_id == submission => {
            let view = context.view(actor, at, comment)?;
            Ok(Saved::Submitted(Box::new(view)))
        }
        _ => Ok(Saved::Deleted),
    }
}
