//! A stakeholder's submission: who speaks, what is missing, submitting the whole, withdrawing.
//!
//! A submission belongs to one account; there is one an account and round, begun with the first draft.

use std::collections::HashMap;

use super::ConsultationContext;
use crate::{
    Error, Result, Timestamp,
    account::Account,
    actor::Actor,
    comment::{Comment, CommentView, Draft},
    consultation::Slug,
    error::{Problems, Refusal},
    id::{CommentId, DraftId},
    quota::{Quota, Used},
    store::{
        Store, Tx, comment, draft, removed_draft, setting, submission as store, text, verification,
    },
    submission::{Submission, SubmissionState},
};

mod details;
mod submit;
mod withdraw;

pub use details::{SavedDetails, save_details};
pub(super) use submit::give_references;
pub use submit::{HandIn, HandedIn, Receipt, SUBMIT, hand_in, submit};
pub use withdraw::{
    WITHDRAW, Withdrawal, bring_back, bring_back_all, withdraw_all, withdraw_comment,
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

/// A draft that its author removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// As it was.
    pub draft: Draft,
    /// The label of its provision; none: the document as a whole.
    pub label: Option<String>,
    /// Whether it may be brought back: the round is open, and what it would amend is not withdrawn or being amended by
    /// another draft.
    pub may_come_back: bool,
}

/// A stakeholder's own submission, before and after submitting.
#[derive(Clone, Debug)]
pub struct Review {
    /// The consultation.
    pub context: ConsultationContext,
    /// None until the first draft is begun.
    pub submission: Option<Submission>,
    /// In the order of the text.
    pub drafts: Vec<Reviewed>,
    /// Drafts that were removed and are not forgotten yet, the one removed last first.
    pub removed: Vec<Removed>,
    /// Whether organisation and group are verified as they are stated now.
    pub verified: bool,
    /// Submitted before, withdrawn ones too, in the order in which they were submitted.
    pub comments: Vec<CommentView>,
    /// When comments were withdrawn last that are withdrawn still: all that went in that moment comes back together.
    pub undoable: Option<Timestamp>,
    /// The words of the provisions that drafts and comments are on, by anchor.
    pub texts: HashMap<String, String>,
    /// What is missing of the submission itself.
    pub missing: Problems,
    /// Why nothing can be submitted now, whatever is missing.
    pub refused: Option<Refusal>,
    /// How much one account may submit in one round.
    pub quota: Quota,
    /// What of it these drafts and comments use.
    pub used: Used,
}

impl Review {
    /// Whether submitting would succeed.
    pub fn is_ready(&self) -> bool {
        self.refused.is_none()
            && !self.drafts.is_empty()
            && self.missing.0.is_empty()
            && self.drafts.iter().all(|it| it.missing.0.is_empty())
    }

    /// Leaves all drafts but these for later, and answers them.
    fn leave_all_but(&mut self, chosen: &[DraftId]) -> Vec<Reviewed> {
        let drafts = std::mem::take(&mut self.drafts);
        let (kept, left) = drafts
            .into_iter()
            .partition(|it| chosen.contains(&it.draft.id));
        self.drafts = kept;
        self.used = used(&self.drafts, &self.comments);
        if let Some(submission) = &self.submission {
            self.missing = missing(submission, self.used, self.quota);
        }
        left
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

/// The actor's submission with what is missing.
pub async fn review(db: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Review> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let account = actor.signed_in()?;
    let submission = store::of_account(&mut tx, context.round.id, account.id).await?;
    look(&mut tx, actor, context, account, submission, at).await
}

async fn look(
    tx: &mut Tx,
    actor: &Actor,
    context: ConsultationContext,
    account: &Account,
    submission: Option<Submission>,
    at: Timestamp,
) -> Result<Review> {
    let refused = match context.must_take_comments(at) {
        Err(Error::Refused(refusal)) => Some(refusal),
        _ if !account.has_complete_profile() => Some(Refusal::ProfileIncomplete),
        _ => None,
    };
    let quota = setting::quota(tx).await?;
    let Some(submission) = submission else {
        return Ok(Review {
            context,
            submission: None,
            drafts: Vec::new(),
            removed: Vec::new(),
            verified: false,
            comments: Vec::new(),
            undoable: None,
            texts: HashMap::new(),
            missing: Problems::default(),
            refused,
            quota,
            used: Used::default(),
        });
    };
    let drafts = draft::of(tx, submission.id).await?;
    let gone = removed_draft::of(tx, submission.id).await?;
    let verified = verification::get(tx, submission.id).await?;
    let comments = match submission.state {
        SubmissionState::Draft => Vec::new(),
        _ => comment::of_submission(tx, submission.id).await?,
    };
    let withdrawn = comment::withdrawn(tx, submission.id).await?;
    let drafted = drafts.iter().map(|draft| &draft.content);
    let contents = drafted
        .chain(comments.iter().map(|comment| &comment.content))
        .chain(gone.iter().map(|it| &it.draft.content));
    let mut anchors: Vec<&str> = contents.filter_map(|it| it.anchor.as_deref()).collect();
    anchors.sort_unstable();
    anchors.dedup();
    let found = match context.round.version_id {
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
    let drafts: Vec<Reviewed> = drafts
        .into_iter()
        .map(|mut draft| {
            if let Some(text) = draft.content.anchor.as_ref().and_then(|it| texts.get(it)) {
                draft.content.drop_idle_wording(text);
            }
            let mut missing = draft.content.validate_for_submission();
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
    let removed = gone
        .into_iter()
        .map(|it| removed(it.draft, &labels, &withdrawn, &drafts, refused.is_none()))
        .collect();
    let comments = views(actor, &context, comments, at)?;
    let used = used(&drafts, &comments);
    Ok(Review {
        missing: missing(&submission, used, quota),
        undoable: withdrawn.iter().filter_map(|(_, moment)| *moment).max(),
        removed,
        context,
        submission: Some(submission),
        drafts,
        verified: verified.is_some_and(|it| it.changed_at.is_none()),
        comments,
        texts,
        refused,
        quota,
        used,
    })
}

/// What is missing of the submission itself, and what is too much.
fn missing(submission: &Submission, used: Used, quota: Quota) -> Problems {
    let mut missing = submission.details().validate_for_submission();
    missing.0.extend(used.problems(quota).0);
    missing
}

fn removed(
    draft: Draft,
    labels: &HashMap<String, String>,
    withdrawn: &[(CommentId, Option<Timestamp>)],
    drafts: &[Reviewed],
    is_open: bool,
) -> Removed {
    let anchor = draft.content.anchor.as_ref();
    let is_free = draft.comment_id.is_none_or(|comment| {
        let is_amended = |it: &Reviewed| it.draft.comment_id == Some(comment);
        !withdrawn.iter().any(|(it, _)| *it == comment) && !drafts.iter().any(is_amended)
    });
    Removed {
        label: anchor.and_then(|anchor| labels.get(anchor)).cloned(),
        may_come_back: is_open && is_free,
        draft,
    }
}

/// What would be used of the quota once every draft is submitted.
fn used(drafts: &[Reviewed], comments: &[CommentView]) -> Used {
    let amended = |it: &CommentView| {
        drafts
            .iter()
            .any(|draft| draft.amends.as_ref() == Some(&it.reference))
    };
    let standing = comments
        .iter()
        .filter(|it| !amended(it))
        .map(|it| &it.content);
    drafts
        .iter()
        .map(|it| &it.draft.content)
        .chain(standing)
        .fold(Used::default(), Used::with)
}

fn views(
    actor: &Actor,
    context: &ConsultationContext,
    comments: Vec<Comment>,
    at: Timestamp,
) -> Result<Vec<CommentView>> {
    comments
        .into_iter()
        .map(|it| context.view(actor, at, it))
        .collect()
}
