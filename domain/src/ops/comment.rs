//! Submitted comments: reading them as far as one may, and hiding one with a reason.

use std::collections::HashMap;

use serde_json::json;

use super::{ConsultationContext, mail::Written, tally::Changes};
use crate::paging::{Paged, Seek};
use crate::{
    Error, Result, Timestamp,
    account::{Account, StakeholderGroup},
    act::Act,
    actor::Actor,
    comment::{Comment, CommentView, Draft},
    consultation::{Phase, Slug, Stage},
    error::{Problems, Refusal},
    permission::{self, Visibility},
    query::{Filter, On},
    round::{Confidentiality, Round},
    store::{
        Store, Tx, account, audit,
        comment::{self as store, Before},
        draft, outbox,
        outbox::Mail,
        submission, tally, text,
    },
    submission::Publication,
    tally::{Audience, Tally, shown},
    text::Provision,
    version::Version,
};

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
    /// The words of the provisions for which they propose others, as of the round of each, by reference of the comment.
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
    /// Whether small numbers are not told: see [`crate::tally::figure`].
    pub confidential: bool,
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

/// The comments that pass a filter, a page at a time, of every round by its own rules. Its cost depends on the page, not
/// on how many comments there are; looking for words reads up to [`crate::store::query::MOST_SCANNED`] bytes.
///
/// # Errors
/// Problems of the field `words`.
pub async fn list(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    filter: &Filter,
    seek: Seek,
    at: Timestamp,
) -> Result<Listing> {
    let mut tx = read_for(db, filter).await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    list_in(&mut tx, actor, context, filter, seek, at).await
}

/// A snapshot for a filter: where it looks for words, one of the few for costly reads.
pub(crate) async fn read_for(db: &Store, filter: &Filter) -> Result<Tx> {
    if filter.words.trim().is_empty() {
        db.read().await
    } else {
        db.read_costly().await
    }
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
    let counts = match permission::counts(actor, &context.consultation, &context.round, at) {
        Some(counts) => {
            let anchor = anchor.unwrap_or_default();
            Some(counts.show(tally::get(&mut tx, id, anchor, counts.audience).await?))
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
    if let On::Provision(anchor) | On::Under(anchor) = &filter.on {
        let version = context.round.version_id.ok_or(Refusal::NoText)?;
        // PostgreSQL takes no NUL; no provision has one.
        if anchor.contains('\0') || text::provision(tx, version, anchor).await?.is_none() {
            return Err(Error::NotFound);
        }
    }
    let visibility = context.readable(actor, at).most(filter.round);
    let query = context.comments(actor, filter, at)?;
    let Paged {
        items,
        previous,
        next,
    } = query.page(tx, seek, PAGE).await?;
    let texts = texts(tx, &context, &items).await?;
    Ok(Listing {
        comments: items
            .into_iter()
            .filter_map(|it| context.view(actor, at, it).ok())
            .collect(),
        context,
        visibility,
        texts,
        previous,
        next,
    })
}

/// The words for which comments propose others, as they stood in the round of each, by reference.
async fn texts(
    tx: &mut Tx,
    context: &ConsultationContext,
    comments: &[Comment],
) -> Result<HashMap<String, String>> {
    let mut texts = HashMap::new();
    for round in &context.rounds {
        let Some(version) = round.version_id else {
            continue;
        };
        let on: Vec<(&str, &str)> = comments
            .iter()
            .filter(|it| it.round_id == round.id && !it.content.proposed_wording.is_empty())
            .filter_map(|it| Some((it.reference.as_str(), it.content.anchor.as_deref()?)))
            .collect();
        let anchors: Vec<&str> = on.iter().map(|(_, anchor)| *anchor).collect();
        let provisions = text::some(tx, version, &anchors).await?;
        for (reference, anchor) in on {
            if let Some((_, _, words)) = provisions.iter().find(|(it, ..)| it == anchor) {
                texts.insert(reference.to_owned(), words.clone());
            }
        }
    }
    Ok(texts)
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
    let (id, round) = (comment.id, comment.round_id);
    let comment = context.view(actor, at, comment)?;
    let version = context.rounds.of(round).and_then(|round| round.version_id);
    let provision = match (&comment.content.anchor, version) {
        (Some(anchor), Some(version)) => text::provision(&mut tx, version, anchor).await?,
        _ => None,
    };
    let history = if comment.own || actor.can(Act::ReadAuthor, context.consultation.id) {
        store::history(&mut tx, id).await?
    } else {
        Vec::new()
    };
    let language = match version {
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
    let counts = permission::counts(actor, &context.consultation, &context.round, at);
    match (counts, context.round.version_id) {
        (Some(counts), Some(version)) => {
            let anchor = anchor.unwrap_or_default();
            let tally = tally::get(&mut tx, version, anchor, counts.audience).await?;
            Ok(Some(counts.show(tally)))
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
    let counts = permission::counts(actor, &context.consultation, &context.round, at);
    let Some(counts) = counts else {
        return Ok(None);
    };
    let public = counts.audience == Audience::Public;
    let mut comments = Tally::default();
    if let Some(version) = context.round.version_id {
        for (_, tally) in tally::all(&mut tx, version, counts.audience).await? {
            comments.merge(&tally);
        }
    }
    let submissions = submission::spoken(&mut tx, context.round.id, public).await?;
    Ok(Some(Spoken {
        submissions: submissions
            .into_iter()
            .map(|(group, count)| (group, shown(count, counts.confidential)))
            .collect(),
        comments: counts.show(comments),
        confidential: counts.confidential,
    }))
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
    problems.needed("reason", reason, MAX_REASON, "missing");
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Moderate, at).await?;
    let was = find(&mut tx, &context, reference).await?;
    let round = own_round(&context, &was)?;
    problems.into_result()?;
    if was.hidden_reason.is_some() {
        return Err(Error::Conflict);
    }
    moderate(&mut tx, actor, &context, &was, Some(reason), at).await?;
    // Words that the public edition of a frozen report holds are given out no more; a facilitator makes the corrected
    // version. An edition that never held them stays, and so does the reason, which is then nobody else's.
    if was.is_public() && round.confidentiality != Confidentiality::Internal {
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
    let round = own_round(context, was)?;
    if let Some(version) = round.version_id {
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
        public: round.confidentiality == Confidentiality::Public
            && was.publication != Some(Publication::NotForPublication),
    };
    audit::record(tx, actor, at, entry).await?;
    Ok(())
}

fn own_round<'a>(context: &'a ConsultationContext, comment: &Comment) -> Result<&'a Round> {
    context.rounds.of(comment.round_id).ok_or(Error::NotFound)
}

async fn find(tx: &mut Tx, context: &ConsultationContext, reference: &str) -> Result<Comment> {
    if reference.contains('\0') {
        return Err(Error::NotFound);
    }
    store::by_reference(tx, context.consultation.id, reference)
        .await?
        .ok_or(Error::NotFound)
}
