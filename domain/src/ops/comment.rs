//! Submitted comments: reading them as far as one may, and hiding one with a reason.

use std::collections::HashMap;

use serde_json::json;

use super::{ConsultationContext, mail::Written, tally::Changes};
use crate::{
    Error, Result, Timestamp,
    account::{Account, StakeholderGroup},
    act::Act,
    actor::Actor,
    comment::{Comment, CommentView, Draft},
    consultation::{Phase, Slug, Stage},
    error::{Problems, Refusal},
    permission::{self, Visibility},
    round::Confidentiality,
    store::{
        Store, Tx, account, audit,
        comment::{self as store, Before},
        draft, outbox,
        outbox::Mail,
        submission, tally, text,
    },
    submission::Publication,
    tally::{Audience, Tally},
    text::Provision,
    version::Version,
};

pub use crate::store::comment::{Filter, On, Seek};

/// Comments on one page of a list.
pub const PAGE: i64 = 50;

/// The longest reason for hiding a comment, in characters.
pub const MAX_REASON: usize = 2_000;

/// A page of comments as one reader may see them.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The consultation.
    pub context: ConsultationContext,
    /// How far the reader's eyes go; [`Visibility::Nothing`] explains an empty list.
    pub visibility: Visibility,
    /// In the order of arrival.
    pub comments: Vec<CommentView>,
    /// The words of the provisions for which they propose others, by anchor.
    pub texts: HashMap<String, String>,
    /// Where the page before begins; none on the first.
    pub previous: Option<Seek>,
    /// Where the next page begins; none on the last.
    pub next: Option<Seek>,
}

/// A provision (or the document as a whole) with what was said on it.
#[derive(Clone, Debug)]
pub struct Around {
    /// The comments on it, a page at a time.
    pub listing: Listing,
    /// The version that the round is on.
    pub version: Version,
    /// None: the document as a whole.
    pub provision: Option<Provision>,
    /// Its counts, if the reader may see counts.
    pub counts: Option<Tally>,
    /// What the reader has begun to write on it.
    pub drafts: Vec<Draft>,
    /// Anchor and label of the provision before it.
    pub before: Option<(String, String)>,
    /// Anchor and label of the provision after it.
    pub after: Option<(String, String)>,
}

/// One comment as one reader may see it.
#[derive(Clone, Debug)]
pub struct One {
    /// The consultation.
    pub context: ConsultationContext,
    /// The comment.
    pub comment: CommentView,
    /// The provision that it is on; none: the document as a whole.
    pub provision: Option<Provision>,
    /// The language of the text.
    pub language: String,
    /// What it said before it was amended, the latest first; for its author and the facilitators.
    pub history: Vec<Before>,
}

/// Who has spoken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Submissions by stakeholder group (none: not stated), as each stated it.
    pub submissions: Vec<(Option<StakeholderGroup>, i64)>,
    /// All comments of the round.
    pub comments: Tally,
}

impl Spoken {
    /// Submissions of a group; the private sector includes the technical community.
    pub fn submissions_of(&self, group: Option<StakeholderGroup>) -> i64 {
        self.submissions
            .iter()
            .filter(|(of, _)| {
                *of == group
                    || group == Some(StakeholderGroup::PrivateSector)
                        && *of == Some(StakeholderGroup::TechnicalCommunity)
            })
            .map(|(_, count)| count)
            .sum()
    }
}

/// The comments of the round that pass a filter, a page at a time. Its cost depends on the page, not on how many
/// comments there are.
pub async fn list(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    filter: &Filter,
    seek: Seek,
    at: Timestamp,
) -> Result<Listing> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    list_in(&mut tx, actor, context, filter, seek, at).await
}

/// What was said on a provision (none: on the document as a whole), with the provision itself.
///
/// # Errors
/// Not found for an anchor that the version consulted on has not.
pub async fn around(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    anchor: Option<&str>,
    seek: Seek,
    at: Timestamp,
) -> Result<Around> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let id = context.round.version_id.ok_or(Refusal::NoText)?;
    let version = text::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let labels = text::labels(&mut tx, id).await?;
    let here = anchor.map(|anchor| labels.iter().position(|(it, _)| it == anchor));
    let (before, after) = match here {
        Some(None) => return Err(Error::NotFound),
        Some(Some(here)) => (
            here.checked_sub(1)
                .and_then(|before| labels.get(before))
                .cloned(),
            labels.get(here + 1).cloned(),
        ),
        None => (None, labels.first().cloned()),
    };
    let provision = match anchor {
        Some(anchor) => text::provision(&mut tx, id, anchor).await?,
        None => None,
    };
    let audience = permission::counts(actor, &context.consultation, &context.round, at);
    let counts = match audience {
        Some(audience) => {
            Some(tally::get(&mut tx, id, anchor.unwrap_or_default(), audience).await?)
        }
        None => None,
    };
    let begun = match actor.account_id().filter(|_| context.phase == Phase::Open) {
        Some(account) => submission::of_account(&mut tx, context.round.id, account).await?,
        None => None,
    };
    let mut drafts = match begun {
        Some(submission) => draft::of(&mut tx, submission.id).await?,
        None => Vec::new(),
    };
    drafts.retain(|draft| draft.content.anchor.as_deref() == anchor);
    let filter = Filter {
        on: anchor.map_or(On::Whole, |anchor| On::Provision(anchor.to_owned())),
        ..Filter::default()
    };
    let listing = list_in(&mut tx, actor, context, &filter, seek, at).await?;
    Ok(Around {
        listing,
        version,
        provision,
        counts,
        drafts,
        before,
        after,
    })
}

async fn list_in(
    tx: &mut Tx,
    actor: &Actor,
    context: ConsultationContext,
    filter: &Filter,
    seek: Seek,
    at: Timestamp,
) -> Result<Listing> {
    let visibility = permission::visibility(actor, &context.consultation, &context.round, at);
    if let On::Provision(anchor) = &filter.on {
        let version = context.round.version_id.ok_or(Refusal::NoText)?;
        // PostgreSQL takes no NUL; no provision has one.
        if anchor.contains('\0') || text::provision(tx, version, anchor).await?.is_none() {
            return Err(Error::NotFound);
        }
    }
    let filter = &Filter {
        words: filter.words.replace('\0', " "),
        ..filter.clone()
    };
    // One more than is shown tells whether there is a next page.
    let mut found = store::list(tx, context.round.id, visibility, filter, seek, PAGE + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > PAGE;
    if more {
        match seek {
            Seek::After(_) => found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX)),
            Seek::Before(_) => drop(found.remove(0)),
        }
    }
    let first = found.first().map(|it| Seek::Before(it.seq));
    let last = found.last().map(|it| Seek::After(it.seq));
    let (previous, next) = match seek {
        Seek::After(0) => (None, last.filter(|_| more)),
        Seek::After(_) => (first, last.filter(|_| more)),
        Seek::Before(_) => (first.filter(|_| more), last),
    };
    let comments: Vec<CommentView> = found
        .into_iter()
        .filter_map(|it| {
            permission::view(actor, &context.consultation, &context.round, at, it).ok()
        })
        .collect();
    let mut texts = HashMap::new();
    for it in &comments {
        let anchor = it.content.anchor.as_deref();
        if let (Some(anchor), Some(version)) = (anchor, context.round.version_id)
            && !it.content.proposed_wording.is_empty()
            && !texts.contains_key(anchor)
            && let Some(provision) = text::provision(tx, version, anchor).await?
        {
            texts.insert(provision.anchor, provision.text);
        }
    }
    Ok(Listing {
        context,
        visibility,
        comments,
        texts,
        previous,
        next,
    })
}

/// One comment by its reference.
///
/// # Errors
/// Not found also for one that the actor may not know of.
pub async fn get(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    reference: &str,
    at: Timestamp,
) -> Result<One> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let comment = find(&mut tx, &context, reference).await?;
    let id = comment.id;
    let comment = permission::view(actor, &context.consultation, &context.round, at, comment)?;
    let provision = match (&comment.content.anchor, context.round.version_id) {
        (Some(anchor), Some(version)) => text::provision(&mut tx, version, anchor).await?,
        _ => None,
    };
    let history = if comment.own || actor.can(Act::ReadAuthor, context.consultation.id) {
        store::history(&mut tx, id).await?
    } else {
        Vec::new()
    };
    let language = match context.round.version_id {
        Some(version) => text::get(&mut tx, version).await?.map(|it| it.language),
        None => None,
    };
    Ok(One {
        context,
        comment,
        provision,
        language: language.unwrap_or_default(),
        history,
    })
}

/// The counts of one provision (none: the document as a whole), if the actor may see counts.
pub async fn counts(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    anchor: Option<&str>,
    at: Timestamp,
) -> Result<Option<Tally>> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let audience = permission::counts(actor, &context.consultation, &context.round, at);
    match (audience, context.round.version_id) {
        (Some(audience), Some(version)) => {
            let anchor = anchor.unwrap_or_default();
            Ok(Some(tally::get(&mut tx, version, anchor, audience).await?))
        }
        _ => Ok(None),
    }
}

/// Who has spoken in the round, if the actor may see counts. Kept cheap: from the counts per provision and an index
/// over the submissions.
pub async fn spoken(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<Option<Spoken>> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let audience = permission::counts(actor, &context.consultation, &context.round, at);
    let Some(audience) = audience else {
        return Ok(None);
    };
    let public = audience == Audience::Public;
    let mut spoken = Spoken {
        submissions: submission::spoken(&mut tx, context.round.id, public).await?,
        comments: Tally::default(),
    };
    if let Some(version) = context.round.version_id {
        for (_, tally) in tally::all(&mut tx, version, audience).await? {
            spoken.comments.merge(&tally);
        }
    }
    Ok(Some(spoken))
}

/// What the author of a comment is told when it is hidden.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The consultation.
    pub context: ConsultationContext,
    /// The author.
    pub to: Account,
    /// What is cited.
    pub reference: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// Hides a comment with a reason: place and reference stay, the words are read by facilitators, commissioners and the
/// author only. The author is told by mail.
///
/// # Errors
/// A field error of `reason`; [`Error::Conflict`] if somebody has hidden it already.
pub async fn hide(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    reference: &str,
    reason: &str,
    at: Timestamp,
    compose: impl FnOnce(&Notice) -> Written,
) -> Result<()> {
    let reason = reason.trim();
    let mut problems = Problems::default();
    if reason.is_empty() {
        problems.push("reason", "missing", "");
    } else if reason.chars().count() > MAX_REASON {
        problems.push("reason", "too-long", MAX_REASON);
    } else if reason.contains('\0') {
        problems.push("reason", "nul", "");
    }
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Moderate, at).await?;
    let was = find(&mut tx, &context, reference).await?;
    problems.into_result()?;
    if was.hidden_reason.is_some() {
        return Err(Error::Conflict);
    }
    moderate(&mut tx, actor, &context, &was, Some(reason), at).await?;
    // Words that the public edition of a frozen report holds are given out no more; a facilitator makes the corrected
    // version. An edition that never held them stays, and so does the reason, which is then nobody else's.
    if was.is_public() && context.round.confidentiality != Confidentiality::Internal {
        super::report::withhold(&mut tx, actor, &context, reason, at).await?;
    }
    if let Some(author) = was.account_id
        && let Some(to) = account::get(&mut tx, author).await?
    {
        let notice = Notice {
            context,
            to,
            reference: was.reference,
            reason: reason.to_owned(),
            at,
        };
        let written = compose(&notice);
        let mail = Mail {
            kind: "hidden",
            to: notice.to.email,
            subject: written.subject,
            text: written.text,
            html: written.html,
        };
        outbox::enqueue(&mut tx, at, mail).await?;
    }
    tx.commit().await
}

/// Shows a hidden comment again.
///
/// # Errors
/// [`Error::Conflict`] if it is not hidden any more.
pub async fn unhide(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    reference: &str,
    at: Timestamp,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Moderate, at).await?;
    let was = find(&mut tx, &context, reference).await?;
    if was.hidden_reason.is_none() {
        return Err(Error::Conflict);
    }
    moderate(&mut tx, actor, &context, &was, None, at).await?;
    tx.commit().await
}

/// Hides (with a reason) or shows again: the comment, the public counts, the record.
async fn moderate(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    was: &Comment,
    reason: Option<&str>,
    at: Timestamp,
) -> Result<()> {
    let mut now = Comment {
        hidden_reason: reason.map(str::to_owned),
        ..was.clone()
    };
    now.listed = now.is_public();
    store::set_hidden(tx, was.id, reason, now.listed).await?;
    let mut changes = Changes::default();
    changes.comment(was, -1);
    changes.comment(&now, 1);
    if let Some(version) = context.round.version_id {
        changes.apply(tx, version).await?;
    }
    let corrects = context.consultation.stage != Stage::Consulting;
    let entry = audit::Entry {
        act: if reason.is_some() {
            "comment.hide"
        } else {
            "comment.unhide"
        },
        consultation: Some(context.consultation.id),
        subject: &was.reference,
        detail: json!({ "reason": reason, "corrects_frozen_report": corrects }),
        // That there is such a comment is public only where the comment would be.
        public: context.round.confidentiality == Confidentiality::Public
            && was.publication != Some(Publication::NotForPublication),
    };
    audit::record(tx, actor, at, entry).await?;
    Ok(())
}

async fn find(tx: &mut Tx, context: &ConsultationContext, reference: &str) -> Result<Comment> {
    if reference.contains('\0') {
        return Err(Error::NotFound);
    }
    store::by_reference(tx, context.consultation.id, reference)
        .await?
        .ok_or(Error::NotFound)
}
