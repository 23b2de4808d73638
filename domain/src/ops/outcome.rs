//! The facilitator prepares the outcome: imports the revised text, corrects where its provisions come from, names the
//! decisions behind each change, and publishes.

mod keep;
mod publish;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    ConsultationContext,
    text::{TextSource, check_language, digest, preview},
};
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    answer::Decided,
    consultation::Slug,
    error::{Problems, Refusal},
    id::{IssueId, VersionId},
    matching::{Origin, propose},
    order::Order,
    outcome::{
        Doubt, Entry, NoDecision, Reason, anchored, doubts, entries, lineage as lineage_of, sources,
    },
    store::{Store, Tx, audit, decision, issue, lineage, text as store},
    text::Provision,
    version::{Version, VersionState},
};

pub use publish::publish;

use keep::{Key, keep_corrections, kept_reasons, parse_labels, parse_numbers, put_reasons};

/// The outcome while it is being prepared.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// The consultation.
    pub context: ConsultationContext,
    /// The text consulted on.
    pub before: Version,
    /// Its provisions.
    pub consulted: Vec<Provision>,
    /// The revised text; none: not imported yet.
    pub version: Option<Version>,
    /// Each provision, where it comes from and which decisions are behind it; empty without a revised text.
    pub entries: Vec<Entry>,
    /// The decisions that stand.
    pub decisions: Vec<Decided>,
    /// What a form carries along, so that a change can be refused if somebody else was faster.
    pub mark: String,
}

impl Preparation {
    /// Labels of changed provisions that name neither a decision nor why they need none.
    pub fn blocking(&self) -> Vec<&str> {
        let lacking = self.entries.iter().filter(|entry| entry.lacks_reason());
        lacking.map(|entry| entry.label.as_str()).collect()
    }

    /// Where changes and decisions do not go together.
    pub fn doubts(&self) -> Vec<Doubt> {
        doubts(&self.entries, &self.decisions)
    }
}

/// A correction of one provision, as a form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Which.
    pub of: Which,
    /// Numbers of the issues whose decisions are behind the change, as typed: `7, 11`.
    pub issues: String,
    /// Why the change needs no decision.
    pub without: Option<NoDecision>,
}

/// Which provision is corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// One of the revised text.
    Revised {
        /// Its place, from 1.
        ord: i32,
        /// Labels of the provisions it comes from, as typed: `2.4, 2.5`; empty: it is new.
        from: String,
        /// It stands elsewhere now.
        moved: bool,
    },
    /// One that was removed, by its anchor.
    Removed(String),
}

impl Which {
    /// The end of its fields' names in the form: `from-12`, `issues-12`, `issues-p-2.4`.
    pub fn field(&self) -> String {
        match self {
            Self::Revised { ord, .. } => ord.to_string(),
            Self::Removed(anchor) => anchor.clone(),
        }
    }
}

/// The outcome as it is prepared so far.
///
/// # Errors
/// [`Refusal::NotFrozen`] before the report is frozen, [`Refusal::Published`] after the publication.
pub async fn prepared(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<Preparation> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::PrepareOutcome, context.consultation.id)?;
    super::decision::must_be_in_review(&context)?;
    preparation(&mut tx, context).await
}

/// Stores the revised text and proposes where its provisions come from. Until the outcome is published the text may
/// be replaced; what was corrected and named for provisions that still read the same is kept.
///
/// # Errors
/// [`Refusal::Undecided`] while an issue has no decision; field errors of `text` as [`preview`] tells them;
/// [`Error::Conflict`] if somebody else changed the preparation since `mark` was read.
pub async fn import(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    mark: &str,
    source: &TextSource<'_>,
    at: Timestamp,
) -> Result<Preparation> {
    // Before the work of cutting: who may not, learns nothing about the text.
    prepared(store, actor, slug, at).await?;
    check_language(source.language)?;
    let cut = preview(source).await?.cut;
    let words = String::from_utf8_lossy(source.bytes);
    let mut tx = store.begin().await?;
    let (context, before) = decided(&mut tx, actor, slug, mark, at).await?;
    let version = Version {
        id: before
            .version
            .as_ref()
            .map_or_else(|| VersionId::new(at), |it| it.id),
        consultation_id: context.consultation.id,
        number: before
            .version
            .as_ref()
            .map_or(before.before.number + 1, |it| it.number),
        language: source.language.to_owned(),
        title: cut.title,
        sha256: digest(source.bytes),
        state: VersionState::Prepared,
        created_at: at,
    };
    let anchors = lineage::used_anchors(&mut tx, context.consultation.id, version.number).await?;
    let mut matched = propose(&before.consulted, &cut.provisions);
    keep_corrections(&before, &cut.provisions, &mut matched);
    let provisions = anchored(&cut.provisions, &matched, &anchors, version.number);
    if before.version.is_some() {
        store::replace(&mut tx, &version, &words, source.corrections).await?;
    } else {
        store::insert(&mut tx, &version, &words, source.corrections).await?;
    }
    store::insert_provisions(&mut tx, version.id, &provisions).await?;
    let rows = lineage_of(&before.consulted, &provisions, &matched);
    lineage::put(&mut tx, version.id, &rows).await?;
    let kept = kept_reasons(&before, &provisions, &rows);
    put_reasons(
        &mut tx,
        &context,
        version.id,
        &before.consulted,
        &provisions,
        &rows,
        &kept,
    )
    .await?;
    let entry = audit::Entry {
        act: "outcome.import",
        consultation: Some(context.consultation.id),
        subject: &version.title,
        detail: json!({ "version": version.number, "sha256": version.sha256, "provisions": provisions.len() }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    let after = preparation(&mut tx, context).await?;
    tx.commit().await?;
    Ok(after)
}

/// Corrects where provisions come from, and names the decisions behind their changes. What is not among the
/// corrections stays as it is; what turns out unchanged needs no decision and names none.
///
/// # Errors
/// [`Error::Conflict`] if somebody else changed the preparation since `mark` was read; field errors for labels and
/// numbers that are not there, by [`Which::field`].
pub async fn correct(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    mark: &str,
    corrections: &[Correction],
    at: Timestamp,
) -> Result<Preparation> {
    let mut tx = store.begin().await?;
    let (context, before) = decided(&mut tx, actor, slug, mark, at).await?;
    let version = before.version.clone().ok_or(Refusal::NoText)?;
    let revised = store::provisions(&mut tx, version.id).await?;
    let rows = lineage::all(&mut tx, version.id).await?;
    let mut matched = sources(&revised, &rows);
    let mut reasons: BTreeMap<Key, Reason> = before
        .entries
        .iter()
        .map(|entry| (Key::of(entry), entry.reason()))
        .collect();
    let known: BTreeSet<i32> = before.decisions.iter().map(|it| it.number).collect();
    let mut problems = Problems::default();
    for correction in corrections {
        let field = correction.of.field();
        let numbers = parse_numbers(
            &correction.issues,
            &known,
            &format!("issues-{field}"),
            &mut problems,
        );
        let key = match &correction.of {
            Which::Removed(anchor) => Key::Removed(anchor.clone()),
            Which::Revised { ord, from, moved } => {
                let context = revised
                    .iter()
                    .position(|it| it.ord == *ord)
                    .ok_or(Error::NotFound)?;
                matched[context] = Origin {
                    from: parse_labels(
                        from,
                        &before.consulted,
                        &format!("from-{field}"),
                        &mut problems,
                    ),
                    moved: *moved && !from.trim().is_empty(),
                };
                Key::Revised(*ord)
            }
        };
        reasons.insert(
            key,
            Reason {
                issues: numbers,
                without: correction.without,
            },
        );
    }
    problems.into_result()?;
    let anchors = lineage::used_anchors(&mut tx, context.consultation.id, version.number).await?;
    let provisions = anchored(&revised, &matched, &anchors, version.number);
    if provisions != revised {
        let (words, corrections_of_cut) = store::source(&mut tx, version.id).await?;
        store::replace(&mut tx, &version, &words, &corrections_of_cut).await?;
        store::insert_provisions(&mut tx, version.id, &provisions).await?;
    }
    let rows = lineage_of(&before.consulted, &provisions, &matched);
    lineage::put(&mut tx, version.id, &rows).await?;
    put_reasons(
        &mut tx,
        &context,
        version.id,
        &before.consulted,
        &provisions,
        &rows,
        &reasons,
    )
    .await?;
    let entry = audit::Entry {
        act: "outcome.correct",
        consultation: Some(context.consultation.id),
        subject: &version.number.to_string(),
        detail: json!({ "provisions": corrections.iter().map(|it| it.of.field()).collect::<Vec<_>>() }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    let after = preparation(&mut tx, context).await?;
    tx.commit().await?;
    Ok(after)
}

/// Takes the preparation in hand to change it: every issue is decided, and nobody else was faster.
async fn decided(
    tx: &mut Tx,
    actor: &Actor,
    slug: &Slug,
    mark: &str,
    at: Timestamp,
) -> Result<(ConsultationContext, Preparation)> {
    let context = ConsultationContext::change(tx, actor, slug, Act::PrepareOutcome, at).await?;
    super::decision::must_be_in_review(&context)?;
    if context.undecided > 0 {
        return Err(Refusal::Undecided {
            count: context.undecided,
        }
        .into());
    }
    let preparation = preparation(tx, context.clone()).await?;
    if preparation.mark != mark {
        return Err(Error::Conflict);
    }
    Ok((context, preparation))
}

async fn preparation(tx: &mut Tx, context: ConsultationContext) -> Result<Preparation> {
    let on = context.round.version_id.ok_or(Refusal::NoText)?;
    let before = store::get(tx, on).await?.ok_or(Error::NotFound)?;
    let consulted = store::provisions(tx, on).await?;
    let version = store::all(tx, context.consultation.id)
        .await?
        .into_iter()
        .find(|version| version.state == VersionState::Prepared);
    let entries = match &version {
        Some(version) => entries_of(tx, &before, version).await?,
        None => Vec::new(),
    };
    let standing: HashMap<IssueId, _> = decision::all(tx, context.consultation.id)
        .await?
        .into_iter()
        .map(|it| (it.issue_id, it))
        .collect();
    let mut issues = issue::all(tx, context.consultation.id).await?;
    let order = Order::of(&consulted);
    issues.sort_by_cached_key(|issue| order.rank(issue.number, &issue.content.anchors));
    let decisions = issues
        .into_iter()
        .filter_map(|issue| {
            let decision = standing.get(&issue.id)?.clone();
            Some(Decided::of(
                issue.number,
                &issue.content.statement,
                decision,
            ))
        })
        .collect();
    let mark = mark(version.as_ref(), &entries);
    Ok(Preparation {
        context,
        before,
        consulted,
        version,
        entries,
        decisions,
        mark,
    })
}

/// The provisions of a revised text with their redline, in the order in which the outcome is read.
pub(crate) async fn entries_of(
    tx: &mut Tx,
    before: &Version,
    version: &Version,
) -> Result<Vec<Entry>> {
    let old = store::provisions(tx, before.id).await?;
    let new = store::provisions(tx, version.id).await?;
    let rows = lineage::all(tx, version.id).await?;
    let reasons = lineage::reasons(tx, version.id).await?;
    Ok(entries(&old, &new, &rows, &reasons))
}

/// Changes with everything that a facilitator decides on here.
fn mark(version: Option<&Version>, entries: &[Entry]) -> String {
    let Some(version) = version else {
        return "none".into();
    };
    let mut hash = Sha256::new();
    hash.update(version.sha256.as_bytes());
    hash.update(version.created_at.to_rfc3339().as_bytes());
    for entry in entries {
        let told = json!([
            entry.anchor,
            entry.relation,
            entry.before,
            entry.issues,
            entry.without
        ]);
        hash.update(told.to_string().as_bytes());
    }
    hex::encode(&hash.finalize()[..8])
}
