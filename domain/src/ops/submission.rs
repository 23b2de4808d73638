//! A stakeholder's submission: who speaks, what is missing, submitting the whole, withdrawing.
//!
//! A submission belongs to one account; there is one an account and round, begun with the first draft.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::{
    Place, draft as drafts,
    limit::{self, Limit},
    mail::Written,
    tally::Changes,
};
use crate::{
    Error, Result, Timestamp,
    account::Account,
    actor::Actor,
    comment::{Comment, CommentState, CommentView, Draft},
    consultation::Slug,
    error::{Problems, Refusal},
    id::CommentId,
    permission::{self, Act},
    store::{
        Store, Tx, audit, comment, consultation, draft, issue, outbox, outbox::Mail, set_aside,
        submission as store, text,
    },
    submission::{Details, Publication, Submission, SubmissionState},
};

/// The revision that a submission begins with.
const FIRST: i64 = 1;

/// Submittings of one account.
pub const SUBMIT: Limit = Limit {
    name: "submit",
    most: 60,
    window: 60 * 60,
};

/// A draft with what is missing in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The draft.
    pub draft: Draft,
    /// The label of its provision; none: the document as a whole.
    pub label: Option<String>,
    /// The reference of the submitted comment that it amends.
    pub amends: Option<String>,
    /// What is missing before it can be submitted.
    pub missing: Problems,
}

/// A stakeholder's own submission, before and after submitting.
#[derive(Clone, Debug)]
pub struct Review {
    /// The consultation.
    pub place: Place,
    /// None until the first draft is begun.
    pub submission: Option<Submission>,
    /// In the order of the text.
    pub drafts: Vec<Reviewed>,
    /// Submitted before, withdrawn ones too, in the order in which they were submitted.
    pub comments: Vec<CommentView>,
    /// The words of the provisions that drafts and comments are on, by anchor.
    pub texts: HashMap<String, String>,
    /// What is missing of the submission itself.
    pub missing: Problems,
    /// Why nothing can be submitted now, whatever is missing.
    pub refused: Option<Refusal>,
}

impl Review {
    /// Whether submitting would succeed.
    pub fn is_ready(&self) -> bool {
        self.refused.is_none()
            && !self.drafts.is_empty()
            && self.missing.0.is_empty()
            && self.drafts.iter().all(|it| it.missing.0.is_empty())
    }

    /// Everything that is missing: of the submission by field, of drafts by `<draft>.<field>`.
    pub fn all_missing(&self) -> Problems {
        let mut all = self.missing.clone();
        for it in &self.drafts {
            for problem in &it.missing.0 {
                let field = format!("{}.{}", it.draft.id, problem.field);
                all.push(field, problem.code.clone(), &problem.detail);
            }
        }
        all
    }
}

/// What somebody has handed in: for the confirmation and the page that follows.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The consultation.
    pub place: Place,
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
    /// When.
    pub at: Timestamp,
}

/// The actor's submission with what is missing.
pub async fn review(db: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Review> {
    let mut tx = db.read().await?;
    let place = Place::find(&mut tx, actor, slug, at).await?;
    let account = actor.signed_in()?;
    let submission = store::of_account(&mut tx, place.round.id, account.id).await?;
    look(&mut tx, actor, place, account, submission, at).await
}

async fn look(
    tx: &mut Tx,
    actor: &Actor,
    place: Place,
    account: &Account,
    submission: Option<Submission>,
    at: Timestamp,
) -> Result<Review> {
    let refused = match place.must_take_comments(at) {
        Err(Error::Refused(refusal)) => Some(refusal),
        _ if !account.has_complete_profile() => Some(Refusal::ProfileIncomplete),
        _ => None,
    };
    let Some(submission) = submission else {
        return Ok(Review {
            place,
            submission: None,
            drafts: Vec::new(),
            comments: Vec::new(),
            texts: HashMap::new(),
            missing: Problems::default(),
            refused,
        });
    };
    let drafts = draft::of(tx, submission.id).await?;
    let comments = match submission.state {
        SubmissionState::Draft => Vec::new(),
        _ => comment::of_submission(tx, submission.id).await?,
    };
    let drafted = drafts.iter().map(|draft| &draft.content);
    let contents = drafted.chain(comments.iter().map(|comment| &comment.content));
    let mut anchors: Vec<&str> = contents.filter_map(|it| it.anchor.as_deref()).collect();
    anchors.sort_unstable();
    anchors.dedup();
    let found = match place.round.version_id {
        Some(version) => text::some(tx, version, &anchors).await?,
        None => Vec::new(),
    };
    let mut labels = HashMap::with_capacity(found.len());
    let mut texts = HashMap::with_capacity(found.len());
    for (anchor, label, text) in found {
        labels.insert(anchor.clone(), label);
        texts.insert(anchor, text);
    }
    let references: HashMap<CommentId, &str> = comments
        .iter()
        .map(|it| (it.id, it.reference.as_str()))
        .collect();
    let drafts = drafts
        .into_iter()
        .map(|draft| {
            let mut missing = draft.content.incomplete();
            let label = draft
                .content
                .anchor
                .as_ref()
                .and_then(|anchor| labels.get(anchor))
                .cloned();
            if draft.content.anchor.is_some() && label.is_none() {
                missing.push("anchor", "unknown-provision", "");
            }
            let amends = draft
                .comment_id
                .and_then(|id| references.get(&id))
                .map(|reference| (*reference).to_owned());
            Reviewed {
                draft,
                label,
                amends,
                missing,
            }
        })
        .collect();
    let comments = views(actor, &place, comments, at)?;
    Ok(Review {
        missing: submission.details().incomplete(),
        place,
        submission: Some(submission),
        drafts,
        comments,
        texts,
        refused,
    })
}

fn views(
    actor: &Actor,
    place: &Place,
    comments: Vec<Comment>,
    at: Timestamp,
) -> Result<Vec<CommentView>> {
    comments
        .into_iter()
        .map(|it| permission::view(actor, &place.consultation, &place.round, at, it))
        .collect()
}

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
    let found = Place::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Comment, found.consultation.id)?;
    let account = actor.signed_in()?;
    found.must_take_comments(at)?;
    // Always the consultation before the submission: whoever submits takes them in that order.
    let began = store::of_account(&mut tx, found.round.id, account.id).await?;
    let has_comments = began.is_some_and(|it| it.state != SubmissionState::Draft);
    if has_comments {
        Place::change(&mut tx, actor, slug, Act::Comment, at).await?;
    }
    let saved = keep_details(&mut tx, actor, &found, has_comments, revision, details, at).await?;
    if matches!(saved, SavedDetails::Kept(_)) {
        tx.commit().await?;
    }
    Ok(saved)
}

/// [`save_details`] inside a transaction. `is_held`: nobody else changes the consultation.
async fn keep_details(
    tx: &mut Tx,
    actor: &Actor,
    place: &Place,
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
    details.unkeepable().into_result()?;
    let submission = drafts::begin(tx, place, account, at).await?;
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
        details.incomplete().into_result()?;
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
    if let Some(version) = place.round.version_id {
        changes.apply(tx, version).await?;
    }
    let kept = store::get(tx, submission.id)
        .await?
        .ok_or(Error::NotFound)?;
    if submission.state != SubmissionState::Draft {
        let entry = audit::Entry {
            act: "submission.details",
            consultation: Some(place.consultation.id),
            subject: &submission.id.to_string(),
            detail: json!({ "before": submission.details(), "after": kept.details() }),
            public: false,
        };
        audit::record(tx, actor, at, entry).await?;
    }
    Ok(SavedDetails::Kept(kept))
}

/// What became of handing in.
#[derive(Clone, Debug)]
pub enum HandedIn {
    /// It is submitted.
    Submitted(Box<Receipt>),
    /// Another window saved other details meanwhile: these are stored, and nothing was submitted.
    Changed(Submission),
}

/// Keeps the details as [`save_details`] does, and submits, at once: nothing comes between. If something is missing,
/// the details are kept all the same, so that whoever goes to mend it need not type them again.
///
/// # Errors
/// Those of [`submit`].
pub async fn hand_in(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    (revision, details): (Option<i64>, &Details),
    at: Timestamp,
    compose: impl FnOnce(&Receipt) -> Written,
) -> Result<HandedIn> {
    let mut tx = db.begin().await?;
    let place = may_submit(&mut tx, actor, slug, at).await?;
    match keep_details(&mut tx, actor, &place, true, revision, details, at).await? {
        SavedDetails::Changed(stored) => Ok(HandedIn::Changed(stored)),
        SavedDetails::Kept(kept) => submit_in(tx, actor, place, Some(kept), at, compose)
            .await
            .map(|receipt| HandedIn::Submitted(Box::new(receipt))),
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
    let place = may_submit(&mut tx, actor, slug, at).await?;
    let account = actor.signed_in()?.id;
    let submission = store::hold_of_account(&mut tx, place.round.id, account).await?;
    submit_in(tx, actor, place, submission, at, compose).await
}

async fn may_submit(tx: &mut Tx, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Place> {
    let place = Place::change(tx, actor, slug, Act::Comment, at).await?;
    place.must_take_comments(at)?;
    let account = actor.signed_in()?;
    limit::take(tx, at, SUBMIT, &account.id.to_string()).await?;
    Ok(place)
}

async fn submit_in(
    mut tx: Tx,
    actor: &Actor,
    place: Place,
    submission: Option<Submission>,
    at: Timestamp,
    compose: impl FnOnce(&Receipt) -> Written,
) -> Result<Receipt> {
    let account = actor.signed_in()?.clone();
    let review = look(&mut tx, actor, place, &account, submission, at).await?;
    if let Some(refusal) = review.refused {
        return Err(refusal.into());
    }
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
    let place = review.place;

    let mut changes = Changes::default();
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
    let given = give_references(&mut tx, &place, new.len(), &HashSet::new()).await?;
    let count = i64::try_from(new.len()).unwrap_or(i64::MAX);
    let first = consultation::take_seq(&mut tx, place.consultation.id, count).await?;
    let listed = submission.publication != Some(Publication::NotForPublication);
    let comments: Vec<comment::New> = (first..)
        .zip(new)
        .zip(&given)
        .map(|((seq, it), reference)| {
            changes.count(&it.draft.content, submission.stakeholder_group, listed, 1);
            comment::New {
                // A window that still has the draft finds the comment by it.
                id: CommentId(it.draft.id.0),
                consultation_id: place.consultation.id,
                round_id: place.round.id,
                submission_id: submission.id,
                seq,
                reference: reference.clone(),
                content: it.draft.content,
                stakeholder_group: submission.stakeholder_group,
                listed,
                channel: String::new(),
                submitted_at: at,
                submitted_at_text: String::new(),
            }
        })
        .collect();
    comment::insert(&mut tx, &comments).await?;
    if let Some(version) = place.round.version_id {
        changes.apply(&mut tx, version).await?;
    }
    draft::delete_of(&mut tx, submission.id).await?;
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
        comments: views(actor, &place, standing, at)?,
        place,
        submission,
        to: account,
        given,
        amended,
        at,
    };
    let entry = audit::Entry {
        act: "submission.submit",
        consultation: Some(receipt.place.consultation.id),
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
pub(super) async fn give_references(
    tx: &mut Tx,
    place: &Place,
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
        let first = store::take_references(tx, place.round.id, more).await?;
        let candidates: Vec<String> = (first..)
            .take(missing)
            .map(|number| crate::comment::reference(place.round.number, number))
            .collect();
        let taken = comment::taken(tx, place.consultation.id, &candidates).await?;
        given.extend(
            candidates
                .into_iter()
                .filter(|it| !taken.contains(it) && !reserved.contains(it.as_str())),
        );
    }
    Ok(given)
}

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
