//! The reading room: what commissioners read before they decide. The issues are those of the frozen report, read
//! from the bytes that were frozen; debate and decisions stand beside them.

use std::collections::HashMap;

use serde::Deserialize;

use super::ConsultationContext;
use crate::{
    Error, Result, Timestamp,
    account::Account,
    act::Act,
    actor::Actor,
    comment::CommentView,
    consultation::{Slug, Stage},
    decision::{Decision, Disposition, Reopened},
    error::Refusal,
    id::{AccountId, ConsultationId, IssueId},
    paging::Seek,
    query::Filter,
    remark::Remark,
    report::{Format, Frozen, IssueEntry, Norm, ProvisionEntry, Readership},
    store::{Store, Tx, account, decision, edition, issue, remark, report},
};

/// How many comments a page of them holds.
pub const PAGE: i64 = 50;

/// An issue on the agenda.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its number.
    pub number: i32,
    /// Its neutral statement.
    pub statement: String,
    /// Labels of the provisions it touches.
    pub touches: Vec<String>,
    /// How many remarks there are on it.
    pub remarks: i64,
    /// What was decided; none: undecided.
    pub disposition: Option<Disposition>,
    /// By consensus.
    pub by_consensus: bool,
}

/// What is to be decided, and what is decided.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// The consultation.
    pub context: ConsultationContext,
    /// The version of the report that is being decided on.
    pub report: Frozen,
    /// The language of the text and of the report, a BCP 47 tag.
    pub language: String,
    /// Every issue, in the order of the report.
    pub items: Vec<Item>,
}

impl Agenda {
    /// The issues without a decision.
    pub fn undecided(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.disposition.is_none())
    }
}

/// One issue with everything that bears on it.
#[derive(Clone, Debug)]
pub struct Room {
    /// The agenda at the side.
    pub agenda: Agenda,
    /// The issue as the report tells it to the commission.
    pub issue: IssueEntry,
    /// The provisions it touches, as consulted on.
    pub provisions: Vec<ProvisionEntry>,
    /// The debate, in order.
    pub remarks: Vec<Remark>,
    /// The decision that stands, and the name of who recorded it.
    pub decision: Option<(Decision, String)>,
    /// Decisions that were reopened, the oldest first.
    pub reopened: Vec<Reopened>,
}

/// A page of the comments behind an issue.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The consultation.
    pub context: ConsultationContext,
    /// The comments, in order of arrival.
    pub comments: Vec<CommentView>,
    /// How many there are in all.
    pub count: i64,
    /// Where the page before begins; none: this is the first.
    pub previous: Option<Seek>,
    /// Where the next page begins; none: this is the last.
    pub next: Option<Seek>,
}

/// The part of the frozen report that is about issues: the comments in its annex are passed over.
#[derive(Deserialize)]
struct Issues {
    cover: Cover,
    norms: Vec<Norm>,
    across: Vec<IssueEntry>,
}

#[derive(Deserialize)]
struct Cover {
    language: String,
}

/// The issues on which the commission decides, with the text they are about.
///
/// # Errors
/// [`Refusal::NotFrozen`] before the report is frozen; [`Error::Forbidden`] for whoever is not a commissioner.
pub async fn agenda(store: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<Agenda> {
    let mut tx = store.read().await?;
    let (agenda, _) = open(&mut tx, actor, slug, at).await?;
    Ok(agenda)
}

/// One issue with text, positions, excerpts, options, debate and decisions.
///
/// # Errors
/// As [`agenda`]; [`Error::NotFound`] if the report has no such issue.
pub async fn room(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    at: Timestamp,
) -> Result<Room> {
    let mut tx = store.read().await?;
    let (agenda, issues) = open(&mut tx, actor, slug, at).await?;
    let mut provisions = Vec::new();
    let mut found = None;
    for it in issues.norms.into_iter().flat_map(|norm| norm.provisions) {
        for issue in &it.issues {
            if issue.number == number {
                found = Some(issue.clone());
            }
        }
        provisions.push(it);
    }
    let issue = found
        .or_else(|| {
            issues
                .across
                .into_iter()
                .find(|issue| issue.number == number)
        })
        .ok_or(Error::NotFound)?;
    provisions.retain(|it| issue.touches.contains(&it.label));
    let id = issue::by_number(&mut tx, agenda.context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)?
        .id;
    let remarks = remark::of_issue(&mut tx, id).await?;
    let decision = match decision::current(&mut tx, id).await? {
        Some(decision) => {
            let by = name(&mut tx, decision.decided_by).await?;
            Some((decision, by))
        }
        None => None,
    };
    let reopened = decision::reopened(&mut tx, id).await?;
    Ok(Room {
        agenda,
        issue,
        provisions,
        remarks,
        decision,
        reopened,
    })
}

/// The comments behind an issue, whole, a page at a time.
pub async fn comments(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    seek: Seek,
    at: Timestamp,
) -> Result<Behind> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::ReadEveryComment, context.consultation.id)?;
    if context.consultation.stage == Stage::Consulting {
        // What the issues are, nobody but facilitators may know until the freeze.
        return Err(Refusal::NotFrozen.into());
    }
    issue::by_number(&mut tx, context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    let filter = Filter {
        issue: Some(number),
        ..Filter::default()
    };
    let query = context.comments(actor, &filter, at)?;
    let (count, _) = query.count(&mut tx, 0).await?;
    let page = query.page(&mut tx, seek, PAGE).await?;
    Ok(Behind {
        comments: page
            .items
            .into_iter()
            .map(|comment| context.view(actor, at, comment))
            .collect::<Result<_>>()?,
        previous: page.previous,
        next: page.next,
        context,
        count,
    })
}

async fn name(tx: &mut Tx, id: AccountId) -> Result<String> {
    Ok(account::get(tx, id)
        .await?
        .map_or_else(String::new, |Account { name, .. }| name))
}

async fn open(tx: &mut Tx, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<(Agenda, Issues)> {
    let context = ConsultationContext::find(tx, actor, slug, at).await?;
    actor.may(Act::ReadRemarks, context.consultation.id)?;
    if context.consultation.stage == Stage::Consulting {
        return Err(Refusal::NotFrozen.into());
    }
    let (report, issues) = of_report(tx, context.consultation.id).await?;
    let ids: HashMap<IssueId, i32> = issue::all(tx, context.consultation.id)
        .await?
        .into_iter()
        .map(|issue| (issue.id, issue.number))
        .collect();
    let remarks: HashMap<i32, i64> = remark::counts(tx, context.consultation.id)
        .await?
        .into_iter()
        .filter_map(|(id, count)| Some((*ids.get(&id)?, count)))
        .collect();
    let decisions: HashMap<i32, Decision> = decision::all(tx, context.consultation.id)
        .await?
        .into_iter()
        .filter_map(|it| Some((*ids.get(&it.issue_id)?, it)))
        .collect();
    // In the order of the report, which is the one order of issues (`crate::order`).
    let items: Vec<Item> = issues
        .norms
        .iter()
        .flat_map(|norm| &norm.provisions)
        .flat_map(|provision| &provision.issues)
        .chain(&issues.across)
        .map(|issue| {
            let decision = decisions.get(&issue.number);
            Item {
                number: issue.number,
                statement: issue.statement.clone(),
                touches: issue.touches.clone(),
                remarks: remarks.get(&issue.number).copied().unwrap_or_default(),
                disposition: decision.map(|it| it.disposition),
                by_consensus: decision.is_some_and(|it| it.votes_for.is_none()),
            }
        })
        .collect();
    let language = issues.cover.language.clone();
    Ok((
        Agenda {
            context,
            report,
            language,
            items,
        },
        issues,
    ))
}

/// The issues of the latest frozen report, from the commission's edition, byte for byte what was frozen.
async fn of_report(tx: &mut Tx, consultation: ConsultationId) -> Result<(Frozen, Issues)> {
    let frozen = report::all(tx, consultation)
        .await?
        .into_iter()
        .next()
        .ok_or(Refusal::NotFrozen)?;
    let bytes = edition::bytes(tx, frozen.id, Readership::Commission, Format::Json)
        .await?
        .ok_or_else(|| Error::Corrupt("the frozen report has no JSON edition".into()))?;
    let issues = serde_json::from_slice(&bytes)
        .map_err(|error| Error::Corrupt(format!("the frozen report: {error}")))?;
    Ok((frozen, issues))
}
