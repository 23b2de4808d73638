//! What became of comments, readable in both directions: from any word of the outcome back to the comments behind it,
//! and from each comment to the decision with its reason and the words that changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{ConsultationContext, outcome::entries_of};
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    answer::{ChangedWords, CommentOutcome, Decided, DecisionTrail},
    comment::Comment,
    consultation::{Slug, Stage},
    error::Refusal,
    id::AccountId,
    order::Order,
    outcome::Entry,
    paging::Seek,
    permission::Readable,
    query::{Filter, Words},
    store::{
        Store, Tx, answer as store, decision, issue,
        query::{By, CommentQuery},
        text,
    },
    tally::{Figure, figure, shown},
    version::{Version, VersionState},
};

/// How many comments a page holds.
pub const PAGE: i64 = 50;

/// How many references are named beside a decision; the page of its comments has the others.
const REFERENCES: i64 = 8;

/// The published outcome.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The consultation.
    pub context: ConsultationContext,
    /// The text consulted on.
    pub before: Version,
    /// The revised text.
    pub version: Version,
    /// The redline, in reading order, with what was removed in its place.
    pub entries: Vec<Entry>,
    /// The decisions, by number of the issue.
    pub trails: BTreeMap<i32, DecisionTrail>,
    /// What became of the first comments.
    pub first: Fated,
}

/// Some comments, and how many there are.
#[derive(Clone, Debug)]
pub struct Fated {
    /// The comments of this page, in order of arrival.
    pub comments: Vec<CommentOutcome>,
    /// How many comments there are on all pages.
    pub count: i64,
    /// How many more there are that the reader may not read; none: it is not told.
    pub withheld: Option<Figure>,
    /// Where the page before begins; none: this is the first.
    pub previous: Option<Seek>,
    /// Where the next page begins; none: this is the last.
    pub next: Option<Seek>,
}

/// A page of what became of each comment.
#[derive(Clone, Debug)]
pub struct Fates {
    /// The consultation.
    pub context: ConsultationContext,
    /// The comments.
    pub fated: Fated,
    /// The decisions, by number of the issue.
    pub trails: BTreeMap<i32, DecisionTrail>,
}

/// The answers to one's own comments.
#[derive(Clone, Debug)]
pub struct Own {
    /// The consultation.
    pub context: ConsultationContext,
    /// One's own comments in order of arrival, withdrawn ones included.
    pub comments: Vec<CommentOutcome>,
    /// The decisions, by number of the issue; none before the outcome is published.
    pub trails: Option<BTreeMap<i32, DecisionTrail>>,
}

/// The outcome: redline, decisions, and the trail from words to comments.
///
/// # Errors
/// [`Refusal::NotPublished`] before it is published.
pub async fn outcome(store: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Outcome> {
    let mut tx = store.read().await?;
    let context = published(&mut tx, actor, slug, at).await?;
    let (before, version) = versions(&mut tx, &context).await?;
    let entries = entries_of(&mut tx, &before, &version).await?;
    let trails = trails(&mut tx, actor, &context, &entries, at).await?;
    let first = fated(&mut tx, actor, &context, None, Seek::FIRST, at).await?;
    Ok(Outcome {
        context,
        before,
        version,
        entries,
        trails,
        first,
    })
}

/// What became of each comment, a page at a time, in order of arrival; of one issue if a number is given.
///
/// # Errors
/// [`Refusal::NotPublished`] before the outcome is published.
pub async fn fates(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    issue: Option<i32>,
    seek: Seek,
    at: Timestamp,
) -> Result<Fates> {
    let mut tx = store.read().await?;
    let context = published(&mut tx, actor, slug, at).await?;
    let fated = fated(&mut tx, actor, &context, issue, seek, at).await?;
    let (before, version) = versions(&mut tx, &context).await?;
    let entries = entries_of(&mut tx, &before, &version).await?;
    let trails = trails(&mut tx, actor, &context, &entries, at).await?;
    Ok(Fates {
        context,
        fated,
        trails,
    })
}

async fn fated(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    issue: Option<i32>,
    seek: Seek,
    at: Timestamp,
) -> Result<Fated> {
    let filter = Filter {
        issue,
        ..Filter::default()
    };
    let query = context.comments(actor, &filter, at)?;
    let (count, _) = query.count(tx, 0).await?;
    let page = query.page(tx, seek, PAGE).await?;
    // How many more there are is told where the counts of every round are told.
    let counted = context.counted(actor, at).0;
    let withheld = if counted.iter().all(|(_, counts)| counts.is_some()) {
        let everything = CommentQuery {
            by: By::Reader(Readable::everything(&context.rounds)),
            ..query.clone()
        };
        let (all, _) = everything.count(tx, 0).await?;
        // Nobody who is told this may read them: small numbers are not told, however public the round.
        Some(figure(shown(all - count, true), true))
    } else {
        None
    };
    Ok(Fated {
        comments: outcomes_of(tx, actor, context, page.items, at).await?,
        count,
        withheld,
        previous: page.previous,
        next: page.next,
    })
}

/// What became of one's own comments. Before the outcome is published, which comments they are.
///
/// # Errors
/// [`Error::SignIn`] for a visitor.
pub async fn own(store: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Own> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let account = actor.signed_in()?;
    actor.may(Act::ReadOwn, account.id)?;
    let mine = own_comments(&mut tx, &context, account.id).await?;
    let mut comments = outcomes_of(&mut tx, actor, &context, mine, at).await?;
    if context.consultation.stage != Stage::Published {
        for fate in &mut comments {
            // What facilitators make of a comment is theirs until the outcome is published.
            (fate.issues, fate.set_aside) = (Vec::new(), None);
        }
        return Ok(Own {
            context,
            comments,
            trails: None,
        });
    }
    let (before, version) = versions(&mut tx, &context).await?;
    let entries = entries_of(&mut tx, &before, &version).await?;
    let trails = trails(&mut tx, actor, &context, &entries, at).await?;
    let mine: HashSet<i32> = comments
        .iter()
        .flat_map(|fate| &fate.issues)
        .copied()
        .collect();
    let trails = trails
        .into_iter()
        .filter(|(number, _)| mine.contains(number))
        .collect();
    Ok(Own {
        context,
        comments,
        trails: Some(trails),
    })
}

/// A consultation whose outcome is published.
async fn published(
    tx: &mut Tx,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<ConsultationContext> {
    let context = ConsultationContext::find(tx, actor, slug, at).await?;
    actor.may(Act::ReadOutcome, context.consultation.id)?;
    if context.consultation.stage == Stage::Published {
        Ok(context)
    } else {
        Err(Refusal::NotPublished.into())
    }
}

/// The text consulted on, and the published one.
async fn versions(tx: &mut Tx, context: &ConsultationContext) -> Result<(Version, Version)> {
    let on = context.round.version_id.ok_or(Refusal::NoText)?;
    let all = text::all(tx, context.consultation.id).await?;
    let before = all.iter().find(|version| version.id == on).cloned();
    let version = all
        .into_iter()
        .rev()
        .find(|version| version.state == VersionState::Published);
    match (before, version) {
        (Some(before), Some(version)) => Ok((before, version)),
        _ => Err(Error::Corrupt(
            "a published outcome without its texts".into(),
        )),
    }
}

/// Every decision that stands, with what it rests on, as far as the reader may know of it, and what it changed.
pub(crate) async fn trails(
    tx: &mut Tx,
    reader: &Actor,
    context: &ConsultationContext,
    entries: &[Entry],
    at: Timestamp,
) -> Result<BTreeMap<i32, DecisionTrail>> {
    let consultation = &context.consultation;
    let counted = context.counted(reader, at);
    let readable = context.readable(reader, at);
    let decisions: HashMap<_, _> = decision::all(tx, consultation.id)
        .await?
        .into_iter()
        .map(|it| (it.issue_id, it))
        .collect();
    let counts = counted.over_all();
    let mut tallies = issue::tallies(tx, consultation.id, &counted).await?;
    let mut references: HashMap<i32, Vec<String>> = HashMap::new();
    for (number, reference) in
        store::first_references(tx, consultation.id, &readable, REFERENCES).await?
    {
        references.entry(number).or_default().push(reference);
    }
    let mut changed: HashMap<i32, Vec<ChangedWords>> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.is_changed()) {
        for number in &entry.issues {
            changed.entry(*number).or_default().push(entry.into());
        }
    }
    let issues = issue::all(tx, consultation.id).await?;
    let provisions = match context.round.version_id {
        Some(version) => text::provisions(tx, version).await?,
        None => Vec::new(),
    };
    let order = Order::of(&provisions);
    Ok(issues
        .into_iter()
        .filter_map(|issue| {
            let decision = decisions.get(&issue.id)?.clone();
            let trail = DecisionTrail {
                rank: order.rank(issue.number, &issue.content.anchors),
                decided: Decided::of(issue.number, &issue.content.statement, decision),
                touches: issue.content.anchors,
                tally: counts
                    .map(|counts| counts.show(tallies.remove(&issue.number).unwrap_or_default())),
                references: references.remove(&issue.number).unwrap_or_default(),
                changed: changed.remove(&issue.number).unwrap_or_default(),
            };
            Some((issue.number, trail))
        })
        .collect())
}

/// What became of some comments, as far as the reader may know of them.
pub(crate) async fn outcomes_of(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    comments: Vec<Comment>,
    at: Timestamp,
) -> Result<Vec<CommentOutcome>> {
    let id = context.consultation.id;
    let seqs: Vec<i64> = comments.iter().map(|it| it.seq).collect();
    let mut issues: HashMap<i64, Vec<i32>> = HashMap::new();
    for (seq, number) in store::issues_of(tx, id, &seqs).await? {
        issues.entry(seq).or_default().push(number);
    }
    let mut reasons: HashMap<i64, String> = store::reasons_of(tx, id, &seqs)
        .await?
        .into_iter()
        .collect();
    let mut outcomes = Vec::with_capacity(comments.len());
    for comment in comments {
        let seq = comment.seq;
        match context.view(actor, at, comment) {
            Ok(comment) => outcomes.push(CommentOutcome {
                comment,
                issues: issues.remove(&seq).unwrap_or_default(),
                set_aside: reasons.remove(&seq),
            }),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(outcomes)
}

/// An account's own comments, withdrawn ones included, in order of arrival.
pub(crate) async fn own_comments(
    tx: &mut Tx,
    context: &ConsultationContext,
    account: AccountId,
) -> Result<Vec<Comment>> {
    let query = CommentQuery {
        consultation: context.consultation.id,
        by: By::Author(account),
        filter: &Filter::default(),
        words: Words::default(),
        places: true,
        names: false,
    };
    query.all(tx).await
}
