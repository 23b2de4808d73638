//! The consolidation report: its words while it is a draft, freezing it, reading what was frozen, correcting it.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{ConsultationContext, accounting::must_be_workable, mail::Written};
use crate::{
    Error, Result, Timestamp,
    account::Account,
    act::Act,
    actor::Actor,
    consultation::{Phase, Slug, Stage},
    error::{Problems, Refusal},
    id::ReportId,
    issue::Remainder,
    report::{EditionFile, Format, Frozen, Readership, Rendered, Report, ReportState, ReportWords},
    store::{
        Store, Tx, account, accounting, audit, consultation as consultations, edition, outbox,
        report as store,
    },
};

mod compose;
mod participation;

use compose::ReportInput;

/// How often freezing starts again because something changed while the report was being rendered.
const ATTEMPTS: usize = 5;

/// What turns a report into files and letters: the domain knows no HTML.
pub trait Renderer: Sync {
    /// An edition in all its forms. The same report gives the same bytes.
    fn render(&self, report: &Report) -> Result<Rendered>;
    /// The mail that tells a commissioner that a report was frozen.
    fn letter(&self, to: &Account, context: &ConsultationContext, frozen: &Frozen) -> Written;
}

/// The draft as it would be frozen for a readership now, for facilitators.
pub async fn draft(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    audience: Readership,
    at: Timestamp,
) -> Result<Report> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Consolidate, context.consultation.id)?;
    if context.phase == Phase::Draft {
        return Err(Refusal::NotOpen.into());
    }
    let source = ReportInput::read(&mut tx, &context, at).await?;
    Ok(source.compose(audience, None))
}

/// What the report's page shows a facilitator before the freeze.
#[derive(Clone, Debug)]
pub struct ReportDesk {
    /// The consultation as it stands.
    pub context: ConsultationContext,
    /// The words of the draft.
    pub words: ReportWords,
    /// What is left to account for.
    pub remainder: Remainder,
    /// How many issues there are.
    pub issues: usize,
    /// What stands in the way of freezing, if anything.
    pub obstacle: Option<Refusal>,
    /// Frozen versions, the newest first, each with its files.
    pub frozen: Vec<(Frozen, Vec<EditionFile>)>,
}

/// The report's desk.
pub async fn desk(store: &Store, actor: &Actor, slug: &Slug, at: Timestamp) -> Result<ReportDesk> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::Consolidate, context.consultation.id)?;
    let remainder = accounting::remainder(&mut tx, context.consultation.id).await?;
    let issues = crate::store::issue::all(&mut tx, context.consultation.id)
        .await?
        .len();
    let obstacle = obstacle(&context, remainder);
    Ok(ReportDesk {
        words: store::words(&mut tx, context.consultation.id).await?,
        frozen: versions(&mut tx, &context).await?,
        remainder,
        issues,
        obstacle,
        context,
    })
}

/// Changes the words of the draft.
///
/// # Errors
/// [`Error::Conflict`] if somebody else changed them since `words.revision`: the caller shows what was typed beside
/// [`desk`]'s answer. Field errors; [`Refusal::Frozen`].
pub async fn edit_words(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    words: ReportWords,
    at: Timestamp,
) -> Result<()> {
    let mut tx = store.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::Consolidate, at).await?;
    must_be_workable(&context)?;
    let mut words = words;
    for text in [
        &mut words.purpose,
        &mut words.method,
        &mut words.participation,
        &mut words.across,
    ] {
        *text = text.trim().replace("\r\n", "\n");
    }
    words.problems().into_result()?;
    if store::words(&mut tx, context.consultation.id)
        .await?
        .revision
        != words.revision
    {
        return Err(Error::Conflict);
    }
    store::put_words(&mut tx, context.consultation.id, &words).await?;
    let entry = audit::Entry {
        act: "report.edit",
        consultation: Some(context.consultation.id),
        subject: context.consultation.slug.as_str(),
        detail: json!({ "revision": words.revision + 1 }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await
}

/// Freezes the report: two editions with their digests, the stage, a mail to each commissioner, all or nothing.
///
/// It is rendered from a snapshot; if anything of the consultation changes meanwhile, it starts again, so that what
/// is frozen is what is stored.
///
/// # Errors
/// [`Refusal::StillOpen`] before the close; [`Refusal::Unaccounted`]; [`Refusal::Frozen`]; [`Error::Conflict`] if
/// the consultation never stood still for as long as rendering takes.
pub async fn freeze(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    press: &dyn Renderer,
    at: Timestamp,
) -> Result<Frozen> {
    freeze_version(store, actor, slug, None, press, at).await
}

/// Makes a new version of a frozen report, because words were hidden after the freeze. The versions before keep
/// their bytes; their public editions are given out no more. The issues stay as they are.
///
/// # Errors
/// [`Refusal::NotFrozen`]; a field error if the note is missing.
pub async fn correct(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    note: &str,
    press: &dyn Renderer,
    at: Timestamp,
) -> Result<Frozen> {
    let note = note.trim();
    let mut problems = Problems::default();
    problems.needed("note", note, crate::issue::MAX_EXCERPT, "missing");
    problems.into_result()?;
    freeze_version(store, actor, slug, Some(note), press, at).await
}

/// Gives the public editions of a frozen report no longer out: part of every act that hides words after the freeze.
/// Nothing happens before the freeze. A facilitator then makes the corrected version with [`correct`].
pub async fn withhold(
    tx: &mut Tx,
    actor: &Actor,
    context: &ConsultationContext,
    reason: &str,
    at: Timestamp,
) -> Result<()> {
    if store::withhold(tx, context.consultation.id, reason).await? == 0 {
        return Ok(());
    }
    let entry = audit::Entry {
        act: "report.withhold",
        consultation: Some(context.consultation.id),
        subject: context.consultation.slug.as_str(),
        detail: json!({ "reason": reason }),
        public: true,
    };
    audit::record(tx, actor, at, entry).await
}

async fn freeze_version(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    correction: Option<&str>,
    press: &dyn Renderer,
    at: Timestamp,
) -> Result<Frozen> {
    for _ in 0..ATTEMPTS {
        let mut tx = store.read().await?;
        let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
        actor.may(Act::FreezeReport, context.consultation.id)?;
        may_be_cast(&mut tx, &context, correction).await?;
        let frozen = Frozen {
            id: ReportId::new(at),
            number: store::next_number(&mut tx, context.consultation.id).await?,
            state: ReportState::Frozen,
            correction: correction.unwrap_or_default().to_owned(),
            frozen_at: at,
            withheld_reason: None,
        };
        let source = ReportInput::read(&mut tx, &context, at).await?;
        drop(tx);
        let mut editions = Vec::new();
        for audience in Readership::ALL {
            editions.push((
                *audience,
                press.render(&source.compose(*audience, Some(&frozen)))?,
            ));
        }
        let snapshot = context.consultation.revision;

        let mut tx = store.begin().await?;
        let context =
            ConsultationContext::change(&mut tx, actor, slug, Act::FreezeReport, at).await?;
        if context.consultation.revision != snapshot + 1 {
            continue;
        }
        may_be_cast(&mut tx, &context, correction).await?;
        if let Some(note) = correction {
            withhold(&mut tx, actor, &context, note, at).await?;
        }
        store::insert(&mut tx, context.consultation.id, &frozen).await?;
        let mut digests = serde_json::Map::new();
        for (audience, rendered) in &editions {
            for format in Format::ALL {
                let bytes = rendered.of(*format);
                let sha256 = hex::encode(Sha256::digest(bytes));
                edition::insert(&mut tx, frozen.id, *audience, *format, bytes, &sha256).await?;
                digests.insert(format!("{audience}.{format}"), json!(sha256));
            }
        }
        if correction.is_none() {
            consultations::set_stage(&mut tx, context.consultation.id, Stage::Review, at).await?;
        }
        for commissioner in account::commissioners(&mut tx, context.consultation.id).await? {
            let written = press.letter(&commissioner, &context, &frozen);
            let mail = outbox::Mail {
                kind: "report-frozen",
                to: commissioner.email,
                subject: written.subject,
                text: written.text,
                html: written.html,
            };
            outbox::enqueue(&mut tx, at, mail).await?;
        }
        let entry = audit::Entry {
            act: if correction.is_some() {
                "report.correct"
            } else {
                "report.freeze"
            },
            consultation: Some(context.consultation.id),
            subject: &frozen.number.to_string(),
            detail: json!({ "sha256": digests, "correction": frozen.correction }),
            public: true,
        };
        audit::record(&mut tx, actor, at, entry).await?;
        tx.commit().await?;
        return Ok(frozen);
    }
    Err(Error::Conflict)
}

async fn may_be_cast(
    tx: &mut Tx,
    context: &ConsultationContext,
    correction: Option<&str>,
) -> Result<()> {
    if correction.is_some() {
        return if context.consultation.stage == Stage::Consulting {
            Err(Refusal::NotFrozen.into())
        } else {
            Ok(())
        };
    }
    let remainder = accounting::remainder(tx, context.consultation.id).await?;
    match obstacle(context, remainder) {
        Some(refusal) => Err(refusal.into()),
        None => Ok(()),
    }
}

/// What stands in the way of freezing.
fn obstacle(context: &ConsultationContext, remainder: Remainder) -> Option<Refusal> {
    if context.consultation.stage != Stage::Consulting {
        Some(Refusal::Frozen)
    } else if context.round.version_id.is_none() {
        Some(Refusal::NoText)
    } else if context.phase == Phase::Draft {
        Some(Refusal::NotOpen)
    } else if context.phase == Phase::Open {
        Some(Refusal::StillOpen)
    } else if remainder.unaccounted() > 0 {
        Some(Refusal::Unaccounted {
            count: remainder.unaccounted(),
        })
    } else {
        None
    }
}

/// The frozen versions with the files that the actor may read, the newest first.
pub async fn frozen(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    at: Timestamp,
) -> Result<(ConsultationContext, Vec<(Frozen, Vec<EditionFile>)>)> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let mut all = versions(&mut tx, &context).await?;
    for (version, files) in &mut all {
        files.retain(|file| may_read(actor, &context, version, file.audience).is_ok());
    }
    // Facilitators and commissioners see the list from the first day; visitors once there is something for them.
    if !actor.can(Act::ReadFrozenReport, context.consultation.id) {
        all.retain(|(version, files)| {
            !files.is_empty()
                || (version.state == ReportState::Withheld && context.consultation.publishes_report)
        });
        if all.is_empty() {
            return Err(Error::NotFound);
        }
    }
    Ok((context, all))
}

/// Which file of a frozen report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileName {
    /// Version of the report.
    pub number: i32,
    /// For whom.
    pub audience: Readership,
    /// In which form.
    pub format: Format,
}

/// A file of a frozen report, byte for byte as it was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Of its bytes, in hexadecimal; its entity tag.
    pub sha256: String,
    /// The bytes; none if the reader has them already.
    pub bytes: Option<Vec<u8>>,
    /// Whether anybody may have it.
    pub public: bool,
}

/// Reads a file of a frozen report. `known` is the digest of what the reader has already: then no bytes are read.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or if the actor may not read it.
pub async fn file(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    name: FileName,
    known: Option<&str>,
    at: Timestamp,
) -> Result<File> {
    let FileName {
        number,
        audience,
        format,
    } = name;
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let version = store::by_number(&mut tx, context.consultation.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    may_read(actor, &context, &version, audience)?;
    let sha256 = edition::sha256(&mut tx, version.id, audience, format)
        .await?
        .ok_or(Error::NotFound)?;
    let bytes = if known == Some(sha256.as_str()) {
        None
    } else {
        edition::bytes(&mut tx, version.id, audience, format).await?
    };
    Ok(File {
        sha256,
        bytes,
        public: may_read(&Actor::Visitor, &context, &version, audience).is_ok(),
    })
}

/// The commission's edition is for facilitators and commissioners; the public one for everybody, if the policy
/// publishes it and nothing in it was hidden since.
fn may_read(
    actor: &Actor,
    context: &ConsultationContext,
    version: &Frozen,
    audience: Readership,
) -> Result<()> {
    let published = audience == Readership::Public
        && context.consultation.publishes_report
        && version.state == ReportState::Frozen;
    if published {
        actor.may(Act::ReadPublicReport, context.consultation.id)
    } else {
        actor.may(Act::ReadFrozenReport, context.consultation.id)
    }
}

async fn versions(
    tx: &mut Tx,
    context: &ConsultationContext,
) -> Result<Vec<(Frozen, Vec<EditionFile>)>> {
    let mut all = Vec::new();
    for version in store::all(tx, context.consultation.id).await? {
        let files = edition::files(tx, version.id).await?;
        all.push((version, files));
    }
    Ok(all)
}
