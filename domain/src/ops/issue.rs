//! Making, editing and reading issues. Which comments they rest on is changed in [`super::set_aside`].

use std::collections::HashMap;

use serde_json::json;

use super::{
    ConsultationContext,
    accounting::{self, must_be_workable},
};
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    consultation::{Slug, Stage},
    error::Refusal,
    issue::{Gathered, Issue, IssueContent, IssueSummary, Selection, is_excerpt},
    query::Filter,
    store::{Store, Tx, audit, issue as store, text},
    tally::Tally,
    text::Provision,
};

/// Makes an issue, resting on the comments taken.
///
/// # Errors
/// Field errors; [`Error::Conflict`] if a comment taken stands elsewhere by now; [`Refusal::Frozen`].
pub async fn create(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    content: IssueContent,
    takes: &[Selection],
    at: Timestamp,
) -> Result<Issue> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    must_be_workable(&context)?;
    let content = content.tidied();
    check(&mut tx, &context, &content).await?;
    let issue = store::insert(&mut tx, context.consultation.id, content, at).await?;
    let entry = audit::Entry {
        act: "issue.create",
        consultation: Some(context.consultation.id),
        subject: &issue.number.to_string(),
        detail: json!({ "anchors": issue.content.anchors }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    if !takes.is_empty() {
        accounting::gather_in(&mut tx, actor, &context, issue.number, None, takes, at).await?;
    }
    tx.commit().await?;
    Ok(issue)
}

/// Changes what an issue says.
///
/// # Errors
/// [`Error::Conflict`] if somebody else changed it since `revision`: the caller shows what was typed beside
/// [`find`]'s answer. Field errors; [`Refusal::Frozen`].
pub async fn edit(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    revision: i64,
    content: IssueContent,
    at: Timestamp,
) -> Result<Issue> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    must_be_workable(&context)?;
    let issue = by_number(&mut tx, &context, number).await?;
    let content = content.tidied();
    check(&mut tx, &context, &content).await?;
    if !store::update(&mut tx, issue.id, revision, &content, at).await? {
        return Err(Error::Conflict);
    }
    let entry = audit::Entry {
        act: "issue.edit",
        consultation: Some(context.consultation.id),
        subject: &number.to_string(),
        detail: json!({ "revision": revision + 1, "anchors": content.anchors }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(Issue {
        content,
        revision: revision + 1,
        updated_at: at,
        ..issue
    })
}

/// Deletes an issue on which nothing rests.
///
/// # Errors
/// [`Refusal::IssueNotEmpty`] while comments rest on it; [`Error::Conflict`] if it was changed since `revision`.
pub async fn delete(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    revision: i64,
    at: Timestamp,
) -> Result<()> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    must_be_workable(&context)?;
    let issue = by_number(&mut tx, &context, number).await?;
    if issue.revision != revision {
        return Err(Error::Conflict);
    }
    let count = store::count_links(&mut tx, issue.id).await?;
    if count > 0 {
        return Err(Refusal::IssueNotEmpty { count }.into());
    }
    store::delete(&mut tx, issue.id).await?;
    let entry = audit::Entry {
        act: "issue.delete",
        consultation: Some(context.consultation.id),
        subject: &number.to_string(),
        detail: json!({ "statement": issue.content.statement }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await
}

/// An issue with everything it rests on, for facilitators, and from the freeze on for commissioners.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The consultation as it stands.
    pub context: ConsultationContext,
    /// The issue.
    pub issue: Issue,
    /// The provisions of the text consulted on, in reading order.
    pub provisions: Vec<Provision>,
    /// The comments it rests on, in order of arrival.
    pub gathered: Vec<Gathered>,
    /// Where groups stand.
    pub tally: Tally,
    /// Whether the actor may change it now.
    pub editable: bool,
}

/// One issue.
pub async fn find(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: i32,
    at: Timestamp,
) -> Result<Detail> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    may_read(actor, &context)?;
    let issue = by_number(&mut tx, &context, number).await?;
    let links: HashMap<_, _> = store::links(&mut tx, context.consultation.id)
        .await?
        .into_iter()
        .filter(|link| link.issue_id == issue.id)
        .map(|link| (link.comment_id, link.excerpt))
        .collect();
    let mut gathered = Vec::new();
    let behind = Filter {
        issue: Some(number),
        ..Filter::default()
    };
    let query = context.comments(actor, &behind, at)?;
    for comment in query.all(&mut tx).await? {
        let Some(excerpt) = links.get(&comment.id) else {
            continue;
        };
        let stale = !is_excerpt(excerpt, &comment.content);
        let comment = context.view(actor, at, comment)?;
        gathered.push(Gathered {
            comment,
            excerpt: excerpt.clone(),
            stale,
        });
    }
    let provisions = provisions(&mut tx, &context).await?;
    let counted = context.counted(actor, at);
    let tally = store::tallies(&mut tx, context.consultation.id, &counted)
        .await?
        .remove(&number)
        .unwrap_or_default();
    let editable =
        actor.can(Act::Consolidate, context.consultation.id) && must_be_workable(&context).is_ok();
    Ok(Detail {
        context,
        issue,
        provisions,
        gathered,
        tally,
        editable,
    })
}

/// The provisions an issue may touch, for whoever may change issues: what a form's labels are looked up in.
pub async fn provisions_to_touch(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<Vec<Provision>> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Consolidate, context.consultation.id)?;
    provisions(&mut tx, &context).await
}

/// All issues, by number, for facilitators, and from the freeze on for commissioners.
pub async fn list(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<(ConsultationContext, Vec<IssueSummary>)> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    may_read(actor, &context)?;
    let provisions = provisions(&mut tx, &context).await?;
    let summaries = summaries(&mut tx, actor, &context, &provisions, at).await?;
    Ok((context, summaries))
}

/// Summaries of all issues of a consultation.
pub(crate) async fn summaries(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    provisions: &[Provision],
    at: Timestamp,
) -> Result<Vec<IssueSummary>> {
    let counted = context.counted(actor, at);
    let mut tallies = store::tallies(tx, context.consultation.id, &counted).await?;
    Ok(store::all(tx, context.consultation.id)
        .await?
        .into_iter()
        .map(|issue| IssueSummary {
            id: issue.id,
            number: issue.number,
            labels: labels(&issue.content.anchors, provisions),
            tally: tallies.remove(&issue.number).unwrap_or_default(),
            statement: issue.content.statement,
        })
        .collect())
}

/// The labels of provisions, in reading order.
pub fn labels(anchors: &[String], provisions: &[Provision]) -> Vec<String> {
    provisions
        .iter()
        .filter(|provision| anchors.contains(&provision.anchor))
        .map(|provision| provision.label.clone())
        .collect()
}

/// The provisions of the text consulted on; none if there is no text yet.
pub(crate) async fn provisions(
    tx: &mut Tx,
    context: &ConsultationContext,
) -> Result<Vec<Provision>> {
    match context.round.version_id {
        Some(version) => text::provisions(tx, version).await,
        None => Ok(Vec::new()),
    }
}

fn may_read(actor: &Actor, context: &ConsultationContext) -> Result<()> {
    if actor.can(Act::Consolidate, context.consultation.id) {
        return Ok(());
    }
    if context.consultation.stage == Stage::Consulting {
        // Until the freeze nobody but facilitators may know what the issues are.
        return Err(
            if actor.can(Act::ReadFrozenReport, context.consultation.id) {
                Refusal::NotFrozen.into()
            } else {
                Error::NotFound
            },
        );
    }
    actor.may(Act::ReadFrozenReport, context.consultation.id)
}

async fn by_number(tx: &mut Tx, context: &ConsultationContext, number: i32) -> Result<Issue> {
    store::by_number(tx, context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)
}

async fn check(tx: &mut Tx, context: &ConsultationContext, content: &IssueContent) -> Result<()> {
    let provisions = provisions(tx, context).await?;
    content
        .problems(|anchor| provisions.iter().any(|it| it.anchor == anchor))
        .into_result()
}
