//! The facilitator's workbench: comments by filter, the one in hand in its context, the issues under construction,
//! and what is left to account for.

use std::collections::HashMap;

use super::{
    ConsultationContext,
    accounting::{self, Moved},
    comment::read_for,
    issue as issues,
};
use crate::{
    Result, Timestamp,
    act::Act,
    actor::Actor,
    comment::{Comment, CommentView},
    consultation::Slug,
    issue::{IssueSummary, Remainder, Standing},
    paging::{Paged, Seek},
    query::Filter,
    store::{Store, Tx, accounting as store, answer},
    text::Provision,
};

/// How many comments the queue shows at once.
pub const PAGE: i64 = 50;

/// A comment in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The comment as a facilitator sees it.
    pub comment: CommentView,
    /// How it is accounted for.
    pub standing: Standing,
}

/// The workbench.
#[derive(Clone, Debug)]
pub struct Workbench {
    /// The consultation as it stands.
    pub context: ConsultationContext,
    /// The provisions of the text consulted on, in reading order.
    pub provisions: Vec<Provision>,
    /// What is left to account for; always of the whole, whatever the filter.
    pub remainder: Remainder,
    /// The issues under construction, by number.
    pub issues: Vec<IssueSummary>,
    /// A page of the comments that the filter lets through, in order of arrival.
    pub rows: Vec<Row>,
    /// How many the filter lets through.
    pub matching: i64,
    /// How many of these stand before the page.
    pub before: i64,
    /// Where the page before begins, if there is one.
    pub previous: Option<Seek>,
    /// Where the next page begins, if there is one.
    pub next: Option<Seek>,
    /// What this facilitator did last and could undo.
    pub last: Option<Moved>,
    /// Whether comments may be accounted for now.
    pub workable: bool,
}

/// The workbench with a page of the queue.
///
/// # Errors
/// Problems of the field `words`.
pub async fn open(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    filter: &Filter,
    seek: Seek,
    at: Timestamp,
) -> Result<Workbench> {
    let mut tx = read_for(store, filter).await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Consolidate, context.consultation.id)?;
    let id = context.consultation.id;
    let query = context.comments(actor, filter, at)?;
    let Paged {
        items,
        previous,
        next,
    } = query.page(&mut tx, seek, PAGE).await?;
    let first = items.first().map_or(0, |it| it.seq - 1);
    let (matching, before) = query.count(&mut tx, first).await?;
    let rows = rows(&mut tx, actor, &context, items, at).await?;
    let provisions = issues::provisions(&mut tx, &context).await?;
    let summaries = issues::summaries(&mut tx, actor, &context, &provisions, at).await?;
    let remainder = store::remainder(&mut tx, id).await?;
    let last = accounting::last(&mut tx, actor, &context).await?;
    let workable = accounting::must_be_workable(&context).is_ok();
    Ok(Workbench {
        remainder,
        issues: summaries,
        rows,
        matching,
        before,
        previous,
        next,
        last,
        workable,
        provisions,
        context,
    })
}

/// Some comments as they stand now: the one in hand, or those that a conflict is about.
pub async fn comments(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    seqs: &[i64],
    at: Timestamp,
) -> Result<Vec<Row>> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Consolidate, context.consultation.id)?;
    let found = store::by_seqs(&mut tx, context.consultation.id, seqs).await?;
    rows(&mut tx, actor, &context, found, at).await
}

/// What is left to account for, for pages that show nothing else of it.
pub async fn remainder(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<Remainder> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Consolidate, context.consultation.id)?;
    store::remainder(&mut tx, context.consultation.id).await
}

/// Comments with how each is accounted for, asked for in one go.
async fn rows(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    comments: Vec<Comment>,
    at: Timestamp,
) -> Result<Vec<Row>> {
    let id = context.consultation.id;
    let seqs: Vec<i64> = comments.iter().map(|it| it.seq).collect();
    let mut issues: HashMap<i64, Vec<i32>> = HashMap::new();
    for (seq, number) in answer::issues_of(tx, id, &seqs).await? {
        issues.entry(seq).or_default().push(number);
    }
    let mut reasons: HashMap<i64, String> = answer::reasons_of(tx, id, &seqs)
        .await?
        .into_iter()
        .collect();
    comments
        .into_iter()
        .map(|comment| {
            let standing = Standing {
                issues: issues.remove(&comment.seq).unwrap_or_default(),
                set_aside: reasons.remove(&comment.seq),
            };
            let comment = context.view(actor, at, comment)?;
            Ok(Row { comment, standing })
        })
        .collect()
}
