//! The facilitator's workbench: comments by filter, the one in hand in its context, the issues under construction,
//! and what is left to account for.

use super::{
    ConsultationContext,
    accounting::{self, Moved},
    issue as issues,
};
use crate::{
    Result, Timestamp,
    act::Act,
    actor::Actor,
    comment::CommentView,
    consultation::Slug,
    issue::{Filter, IssueSummary, Remainder, Standing},
    permission,
    store::{Store, Tx, accounting as store},
    text::Provision,
};

/// How many comments the queue shows at once.
pub const PAGE: usize = 50;

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
    pub matching: usize,
    /// How many of these stand before the page.
    pub before: usize,
    /// Where the page before begins (a place in the order of arrival to stand after), if there is one.
    pub previous: Option<i64>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
    /// What this facilitator did last and could undo.
    pub last: Option<Moved>,
    /// Whether comments may be accounted for now.
    pub workable: bool,
}

/// The workbench with the page of the queue that begins after a place in the order of arrival.
pub async fn open(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    filter: &Filter,
    after: i64,
    at: Timestamp,
) -> Result<Workbench> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Consolidate, context.consultation.id)?;
    let id = context.consultation.id;
    let matching = store::matching(&mut tx, id, filter).await?;
    let before = matching.partition_point(|seq| *seq <= after);
    let end = (before + PAGE).min(matching.len());
    let rows = rows(&mut tx, actor, &context, &matching[before..end], at).await?;
    let next = (end < matching.len()).then(|| matching[end - 1]);
    let previous = (before > 0).then(|| match before.checked_sub(PAGE + 1) {
        Some(index) => matching[index],
        None => 0,
    });
    let provisions = issues::provisions(&mut tx, &context).await?;
    let summaries = issues::summaries(&mut tx, &context, &provisions).await?;
    let remainder = store::remainder(&mut tx, id).await?;
    let last = accounting::last(&mut tx, actor, &context).await?;
    let workable = accounting::must_be_workable(&context).is_ok();
    Ok(Workbench {
        remainder,
        issues: summaries,
        rows,
        matching: matching.len(),
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
    rows(&mut tx, actor, &context, seqs, at).await
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

async fn rows(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    seqs: &[i64],
    at: Timestamp,
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for comment in store::by_seqs(tx, context.consultation.id, seqs).await? {
        let standing = accounting::standing(tx, &comment).await?;
        let comment = permission::view(actor, &context.consultation, &context.round, at, comment)?;
        rows.push(Row { comment, standing });
    }
    Ok(rows)
}
