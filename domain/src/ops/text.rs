//! Importing and reading the norm text.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;
use sha2::{Digest, Sha256};

use super::ConsultationContext;
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    consultation::{Slug, Stage},
    error::{Problems, Refusal},
    id::VersionId,
    permission,
    store::{Store, Tx, audit, comment, consultation, draft, tally, text as store},
    tally::Tally,
    text::{self, CorrectError, Correction, Cut, CutError, MAX_CORRECTIONS, Provision, Settled},
    version::{Version, VersionState},
};

/// What a text is imported from.
#[derive(Clone, Debug, Default)]
pub struct TextSource<'a> {
    /// The Markdown file as it is.
    pub bytes: &'a [u8],
    /// BCP 47 tag.
    pub language: &'a str,
    /// What a person corrected in the cut.
    pub corrections: &'a [Correction],
}

/// A text as it would be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The provisions as corrected; the notices as the cut gave them.
    pub cut: Cut,
    /// What was left out by a person.
    pub left_out: Vec<Provision>,
}

/// What an import did.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The version as stored.
    pub version: Version,
    /// Its provisions in reading order.
    pub provisions: Vec<Provision>,
    /// Another text was there before.
    pub replaced: bool,
    /// Drafts whose provision the new text has no more; they are now on the document as a whole.
    pub moved_drafts: usize,
}

/// A version of the text as one reader may see it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The consultation.
    pub context: ConsultationContext,
    /// The version shown.
    pub version: Version,
    /// All versions that the reader may see, the first first.
    pub versions: Vec<Version>,
    /// In reading order.
    pub provisions: Vec<Provision>,
    /// Counts by anchor (`""`: the document as a whole); none if the reader may not see counts, or if the round is
    /// not on this version.
    pub counts: Option<HashMap<String, Tally>>,
    /// Drafts of the actor in the current round that are not submitted.
    pub drafts: i64,
}

/// Shows how a text would be cut and corrected, and stores nothing. Cutting is work of up to seconds: it is done beside
/// the threads that answer.
///
/// # Errors
/// Field errors of `text`, with the line where there is one, and of what cannot be corrected, by `label.<anchor>`.
pub async fn preview(source: &TextSource<'_>) -> Result<Preview> {
    let (bytes, corrections) = (source.bytes.to_vec(), source.corrections.to_vec());
    let language = source.language.to_owned();
    aside(move || {
        let mut cut = text::cut_in(&bytes, &language).map_err(|error| cut_problem(&error))?;
        let provisions = std::mem::take(&mut cut.provisions);
        let corrected =
            text::correct(provisions, &corrections).map_err(|error| correct_problem(&error))?;
        cut.provisions = corrected.provisions;
        Ok(Preview {
            cut,
            left_out: corrected.left_out,
        })
    })
    .await
}

/// Those of the corrections that can be made to a text that has changed under them.
///
/// # Errors
/// Those of cutting.
pub async fn applicable(source: &TextSource<'_>) -> Result<Vec<Correction>> {
    let (bytes, corrections) = (source.bytes.to_vec(), source.corrections.to_vec());
    let language = source.language.to_owned();
    aside(move || {
        let cut = text::cut_in(&bytes, &language).map_err(|error| cut_problem(&error))?;
        Ok(text::applicable(&cut.provisions, &corrections))
    })
    .await
}

/// Runs work beside the threads that answer.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    super::blocking(work).await?
}

/// Stores a text and puts the round on it. A text that is there already is replaced, as long as no comment has been
/// submitted; drafts on it are kept.
///
/// # Errors
/// Those of [`preview`]; [`Refusal::TextInUse`] after the first comment, [`Refusal::Frozen`] after the freeze.
pub async fn import(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    source: &TextSource<'_>,
    at: Timestamp,
) -> Result<Imported> {
    // Before the work of cutting: who may not, learns nothing about the text.
    ConsultationContext::find(&mut store.read().await?, actor, slug, at)
        .await
        .and_then(|context| actor.may(Act::PrepareConsultation, context.consultation.id))?;
    check_language(source.language)?;
    let Preview { cut, left_out } = preview(source).await?;
    let (title, provisions) = (cut.title, cut.provisions);
    let words = String::from_utf8_lossy(source.bytes);
    let planned = plan(store, actor, slug, &provisions, at).await?;

    let mut tx = store.begin().await?;
    let context =
        ConsultationContext::change(&mut tx, actor, slug, Act::PrepareConsultation, at).await?;
    if context.consultation.stage != Stage::Consulting {
        return Err(Refusal::Frozen.into());
    }
    if comment::any(&mut tx, context.consultation.id).await? {
        return Err(Refusal::TextInUse.into());
    }
    let before = match context.round.version_id {
        Some(id) => store::get(&mut tx, id).await?,
        None => None,
    };
    let version = Version {
        id: before
            .as_ref()
            .map_or_else(|| VersionId::new(at), |it| it.id),
        consultation_id: context.consultation.id,
        number: before.as_ref().map_or(1, |it| it.number),
        language: source.language.to_owned(),
        title,
        sha256: digest(source.bytes),
        state: VersionState::Consulted,
        created_at: at,
    };
    let mut moved_drafts = 0;
    if before.is_some() {
        let old = store::provisions(&mut tx, version.id).await?;
        if planned.old != old {
            // Another window replaced the text meanwhile: nothing was compared with what it put there.
            return Err(Error::Conflict);
        }
        store::replace(&mut tx, &version, &words, source.corrections).await?;
        tally::clear(&mut tx, version.id).await?;
        moved_drafts = settle_drafts(&mut tx, &context, planned, &provisions, at).await?;
    } else {
        store::insert(&mut tx, &version, &words, source.corrections).await?;
        consultation::set_round_version(&mut tx, &context.round, version.id).await?;
    }
    store::insert_provisions(&mut tx, version.id, &provisions).await?;
    tally::begin(
        &mut tx,
        version.id,
        provisions.iter().map(|it| it.anchor.as_str()),
    )
    .await?;
    let entry = audit::Entry {
        act: "text.import",
        consultation: Some(context.consultation.id),
        subject: &version.title,
        detail: json!({
            "version": version.number,
            "sha256": version.sha256,
            "replaces": before.as_ref().map(|it| &it.sha256),
            "provisions": provisions.len(),
            "corrections": source.corrections.len(),
            "left_out": left_out.iter().map(|it| &it.text).collect::<Vec<_>>(),
        }),
        public: true,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(Imported {
        version,
        provisions,
        replaced: before.is_some(),
        moved_drafts,
    })
}

/// A version of the text with its provisions and counts. `number`: none for the one that the round is on.
///
/// # Errors
/// [`Refusal::NoText`] before a text is imported; not found for a version that the actor may not see.
pub async fn read(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: Option<i32>,
    at: Timestamp,
) -> Result<Document> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let on = context.round.version_id.ok_or(Refusal::NoText)?;
    let mut versions = store::all(&mut tx, context.consultation.id).await?;
    // The text of a round that the reader does not know of yet is not there yet.
    let is_of_round = |version: &Version| {
        let mut rounds = context.rounds.iter();
        rounds.any(|round| round.version_id == Some(version.id))
    };
    versions.retain(|version| {
        may_read(actor, version)
            && (version.state != VersionState::Consulted || is_of_round(version))
    });
    let version = versions
        .iter()
        .find(|version| number.map_or(version.id == on, |number| version.number == number))
        .cloned()
        .ok_or(Error::NotFound)?;
    let provisions = store::provisions(&mut tx, version.id).await?;
    let counts = match permission::counts(actor, &context.consultation, &context.round, at) {
        Some(counts) if version.id == on => Some(
            tally::all(&mut tx, version.id, counts.audience)
                .await?
                .into_iter()
                .map(|(anchor, tally)| (anchor, counts.show(tally)))
                .collect(),
        ),
        _ => None,
    };
    let drafts = super::draft::unsubmitted(&mut tx, actor, &context).await?;
    Ok(Document {
        context,
        version,
        versions,
        provisions,
        counts,
        drafts,
    })
}

/// The Markdown of a version as it was imported, for those who prepare the text, and what they corrected in it.
pub async fn source(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: Option<i32>,
    at: Timestamp,
) -> Result<(String, Vec<Correction>)> {
    let document = read(store, actor, slug, number, at).await?;
    actor.may(Act::PrepareConsultation, document.context.consultation.id)?;
    store::source(&mut store.read().await?, document.version.id).await
}

/// A revised text is seen by those who prepare the outcome until it is published.
pub(crate) fn may_read(actor: &Actor, version: &Version) -> bool {
    version.state != VersionState::Prepared
        || actor.can(Act::PrepareOutcome, version.consultation_id)
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

pub(crate) fn check_language(tag: &str) -> Result<()> {
    let well_formed = (2..=35).contains(&tag.len())
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    if well_formed {
        Ok(())
    } else {
        Err(Problems::one("language", "language-tag", tag).into())
    }
}

fn cut_problem(error: &CutError) -> Error {
    let mut problems = Problems::default();
    let code = format!("text-{}", error.code());
    let detail = match error {
        CutError::TooLarge { limit }
        | CutError::TooMany { limit }
        | CutError::TooDeep { limit, .. } => limit.to_string(),
        _ => String::new(),
    };
    match error.line().and_then(|line| u64::try_from(line).ok()) {
        Some(line) => problems.push_at(line, "text", code, detail),
        None => problems.push("text", code, detail),
    }
    problems.into()
}

fn correct_problem(error: &CorrectError) -> Error {
    match error {
        CorrectError::UnknownAnchor(anchor) => Problems::one("text", "unknown-provision", anchor),
        CorrectError::NotPossible { label, anchor } => {
            Problems::one(format!("label.{anchor}"), "correct-not-possible", label)
        }
        CorrectError::NoLabel { label, anchor } => {
            Problems::one(format!("label.{anchor}"), "no-label", label)
        }
        CorrectError::LabelTaken { label, anchor } => {
            Problems::one(format!("label.{anchor}"), "label-taken", label)
        }
        CorrectError::Empty => Problems::one("text", "text-empty", ""),
        CorrectError::TooMany => Problems::one("text", "too-many-corrections", MAX_CORRECTIONS),
    }
    .into()
}

/// Where drafts will go when the text is replaced.
#[derive(Debug, Default)]
struct Plan {
    /// The text there is.
    old: Vec<Provision>,
    settled: Settled,
}

/// Compares the old text with the new one before anything is locked: at most once a provision that a draft is on.
async fn plan(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    new: &[Provision],
    at: Timestamp,
) -> Result<Plan> {
    let mut tx = store.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    let Some(version) = context.round.version_id else {
        return Ok(Plan::default());
    };
    let old = store::provisions(&mut tx, version).await?;
    let drafts = draft::on_provisions(&mut tx, context.round.id).await?;
    drop(tx);
    let anchors: BTreeSet<String> = drafts
        .into_iter()
        .filter_map(|draft| draft.content.anchor)
        .collect();
    let new = new.to_vec();
    aside(move || {
        let settled = text::settle(&old, &new, &anchors);
        Ok(Plan { old, settled })
    })
    .await
}

/// Keeps drafts when the text is replaced: each goes where its provision went ([`text::settle`]), failing that to the
/// document as a whole, with the label it was on. Answers how many went there.
async fn settle_drafts(
    tx: &mut Tx,
    context: &ConsultationContext,
    plan: Plan,
    new: &[Provision],
    at: Timestamp,
) -> Result<usize> {
    let Plan { old, mut settled } = plan;
    let mut moved = 0;
    for draft in draft::on_provisions(tx, context.round.id).await? {
        let Some(was) = draft.content.anchor else {
            continue;
        };
        // Begun since the plan was made: on one provision more.
        if !settled.to.contains_key(&was) {
            let one = BTreeSet::from([was.clone()]);
            settled.to.extend(text::settle(&old, new, &one).to);
        }
        let now = settled.to.get(&was).cloned().flatten();
        if now.as_deref() == Some(was.as_str()) {
            continue;
        }
        let moved_from = match now {
            Some(_) => None,
            None => old
                .iter()
                .find(|it| it.anchor == was)
                .map(|it| it.label.as_str()),
        };
        moved += usize::from(now.is_none());
        draft::relocate(tx, draft.id, now.as_deref(), moved_from, at).await?;
    }
    Ok(moved)
}
