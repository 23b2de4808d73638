//! Reading the audit record, as far as one may; and reading the debate by an act that commissioners see in it.

use serde_json::json;

use super::{ConsultationContext, mail::Written};
use crate::{
    Error, Result, Timestamp,
    account::Account,
    act::Act,
    actor::Actor,
    audit::{self, EntryView, Extent},
    consultation::{Slug, Stage},
    error::{Problems, Refusal},
    id::RecordId,
    permission::Subject,
    remark::Remark,
    store::{
        Store, Tx, account, audit as store,
        audit::{Entry, Scope},
        issue, outbox, remark,
    },
};

pub use crate::store::audit::Filter;

/// Entries on one page.
pub const PAGE: i64 = 50;

/// Entries read at once for a file.
const PIECE: i64 = 1_000;

/// The longest reason for reading the debate, in characters.
pub const MAX_REASON: usize = 2_000;

/// A page of the record.
#[derive(Clone, Debug)]
pub struct Record {
    /// The consultation; none: of the installation.
    pub context: Option<ConsultationContext>,
    /// How much of it the reader sees.
    pub extent: Extent,
    /// The latest first.
    pub entries: Vec<EntryView>,
    /// Before which the next page begins; none on the last.
    pub next: Option<RecordId>,
    /// The acts that occur.
    pub acts: Vec<String>,
    /// Whether the reader may ask to read the debate.
    pub inspects: bool,
}

/// What was done in a consultation, as far as the actor may read it.
pub async fn of_consultation(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    filter: &Filter,
    before: Option<RecordId>,
    at: Timestamp,
) -> Result<Record> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let extent = audit::extent(actor, Some(context.consultation.id));
    let scope = Scope::Consultation(context.consultation.id);
    let inspects = actor.account().is_some()
        && actor.can(Act::InspectDebate, context.consultation.id)
        && context.consultation.stage != Stage::Consulting;
    let record = read(&mut tx, actor, scope, extent, filter, before, PAGE).await?;
    Ok(Record {
        context: Some(context),
        inspects,
        ..record
    })
}

/// What was done in the installation, in all consultations too.
pub async fn of_installation(
    db: &Store,
    actor: &Actor,
    filter: &Filter,
    before: Option<RecordId>,
) -> Result<Record> {
    actor.may(Act::ReadAudit, Subject::default())?;
    let mut tx = db.read().await?;
    let scope = Scope::Installation;
    read(
        &mut tx,
        actor,
        scope,
        Extent::Everything,
        filter,
        before,
        PAGE,
    )
    .await
}

/// All entries that pass a filter, for a file; a consultation's, or (none) the installation's.
pub async fn all(
    db: &Store,
    actor: &Actor,
    slug: Option<&Slug>,
    filter: &Filter,
    at: Timestamp,
) -> Result<Vec<EntryView>> {
    let mut tx = db.read().await?;
    let (scope, extent) = if let Some(slug) = slug {
        let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
        let id = context.consultation.id;
        (Scope::Consultation(id), audit::extent(actor, Some(id)))
    } else {
        actor.may(Act::ReadAudit, Subject::default())?;
        (Scope::Installation, Extent::Everything)
    };
    let mut entries = Vec::new();
    let mut before = None;
    loop {
        let record = read(&mut tx, actor, scope, extent, filter, before, PIECE).await?;
        entries.extend(record.entries);
        before = record.next;
        if before.is_none() {
            return Ok(entries);
        }
    }
}

async fn read(
    tx: &mut Tx,
    actor: &Actor,
    scope: Scope,
    extent: Extent,
    filter: &Filter,
    before: Option<RecordId>,
    most: i64,
) -> Result<Record> {
    // PostgreSQL takes no NUL; no act has one.
    if filter.act.as_ref().is_some_and(|act| act.contains('\0')) {
        return Err(Error::NotFound);
    }
    let mut found = store::page(tx, scope, extent, filter, before, most + 1).await?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    let next = found.last().filter(|_| more).map(|it| it.id);
    Ok(Record {
        context: None,
        extent,
        next,
        // The view decides again, entry by entry; the query only keeps the pages full.
        entries: found.into_iter().filter_map(|it| it.view(actor)).collect(),
        acts: store::acts(tx, scope, extent).await?,
        inspects: false,
    })
}

/// The debate on one issue.
#[derive(Clone, Debug)]
pub struct Debate {
    /// The issue's number.
    pub number: i32,
    /// What is in question.
    pub statement: String,
    /// In order.
    pub remarks: Vec<Remark>,
}

/// What commissioners are told when somebody who is none of them reads the debate.
#[derive(Clone, Debug)]
pub struct InspectionNotice {
    /// Who is told.
    pub to: Account,
    /// The consultation.
    pub context: ConsultationContext,
    /// Who reads it.
    pub by: Account,
    /// Why.
    pub reason: String,
}

/// Reads the debate without being a commissioner. The act stands in the record, with its reason, where commissioners see
/// it, and each of them is told by mail.
///
/// # Errors
/// Field errors (`reason`); [`Refusal::NotFrozen`] while there is no debate.
pub async fn inspect_debate(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    reason: &str,
    at: Timestamp,
    write: impl Fn(&InspectionNotice) -> Written,
) -> Result<(ConsultationContext, Vec<Debate>)> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::InspectDebate, at).await?;
    // Somebody whom commissioners can ask: not the command line.
    let by = actor.signed_in()?.clone();
    let id = context.consultation.id;
    if context.consultation.stage == Stage::Consulting {
        return Err(Refusal::NotFrozen.into());
    }
    let reason = reason.trim();
    let mut problems = Problems::default();
    problems.needed("reason", reason, MAX_REASON, "missing");
    problems.into_result()?;
    let mut debates = Vec::new();
    for issue in issue::all(&mut tx, id).await? {
        let remarks = remark::of_issue(&mut tx, issue.id).await?;
        if !remarks.is_empty() {
            debates.push(Debate {
                number: issue.number,
                statement: issue.content.statement,
                remarks,
            });
        }
    }
    for to in account::commissioners(&mut tx, id).await? {
        let notice = InspectionNotice {
            to,
            context: context.clone(),
            by: by.clone(),
            reason: reason.to_owned(),
        };
        let written = write(&notice);
        let mail = outbox::Mail {
            kind: "debate-read",
            to: notice.to.email,
            subject: written.subject,
            text: written.text,
            html: written.html,
        };
        outbox::enqueue(&mut tx, at, mail).await?;
    }
    let entry = Entry {
        act: "debate.read",
        consultation: Some(id),
        subject: context.consultation.slug.as_str(),
        detail: json!({ "reason": reason }),
        public: false,
    };
    store::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok((context, debates))
}

/// Whether the actor may ask to read the debate of a consultation.
pub async fn may_inspect(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<ConsultationContext> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::InspectDebate, context.consultation.id)?;
    if context.consultation.stage == Stage::Consulting {
        return Err(Refusal::NotFrozen.into());
    }
    Ok(context)
}
