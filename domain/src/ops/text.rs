//! Importing and reading the norm text.

use std::collections::HashMap;

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
    text::{self, Cut, CutError, Provision, ProvisionKind, RetypeError},
    version::{Version, VersionState},
};

/// What a text is imported from.
#[derive(Clone, Debug, Default)]
pub struct TextSource<'a> {
    /// The Markdown file as it is.
    pub bytes: &'a [u8],
    /// BCP 47 tag.
    pub language: &'a str,
    /// What the cut took for something else: anchors as the cut gave them, and what they are.
    pub retyped: &'a [(String, ProvisionKind)],
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
}

/// Shows how a text would be cut, and stores nothing.
///
/// # Errors
/// Field errors of `text`, with the line where there is one, and of `kind` for what cannot be retyped.
pub fn preview(source: &TextSource<'_>) -> Result<Cut> {
    let mut cut = text::cut(source.bytes).map_err(|error| cut_problem(&error))?;
    if !source.retyped.is_empty() {
        cut.provisions =
            text::retype(cut.provisions, source.retyped).map_err(|error| retype_problem(&error))?;
    }
    Ok(cut)
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
    let Cut {
        title, provisions, ..
    } = preview(source)?;
    let words = String::from_utf8_lossy(source.bytes);

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
        store::replace(&mut tx, &version, &words).await?;
        tally::clear(&mut tx, version.id).await?;
        moved_drafts = settle_drafts(&mut tx, &context, &old, &provisions, at).await?;
    } else {
        store::insert(&mut tx, &version, &words).await?;
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
    versions.retain(|version| may_read(actor, version));
    let version = versions
        .iter()
        .find(|version| number.map_or(version.id == on, |number| version.number == number))
        .cloned()
        .ok_or(Error::NotFound)?;
    let provisions = store::provisions(&mut tx, version.id).await?;
    let audience = permission::counts(actor, &context.consultation, &context.round, at);
    let counts = match audience {
        Some(audience) if version.id == on => Some(
            tally::all(&mut tx, version.id, audience)
                .await?
                .into_iter()
                .collect(),
        ),
        _ => None,
    };
    Ok(Document {
        context,
        version,
        versions,
        provisions,
        counts,
    })
}

/// The Markdown of a version as it was imported, for those who prepare the text.
pub async fn source(
    store: &Store,
    actor: &Actor,
    slug: &Slug,
    number: Option<i32>,
    at: Timestamp,
) -> Result<String> {
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
pub(crate) fn digest(bytes: &[u8]) -> String {
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

fn retype_problem(error: &RetypeError) -> Error {
    match error {
        RetypeError::UnknownAnchor(anchor) => {
            Problems::one("kind", "unknown-provision", anchor).into()
        }
        RetypeError::NotPossible { label, .. } => {
            Problems::one("kind", "retype-not-possible", label).into()
        }
    }
}

/// Keeps drafts when the text is replaced: each goes to the provision that says the same, or to the one with the same
/// anchor if that says much the same; failing both, to the document as a whole, with the label it was on.
/// Answers how many went there.
async fn settle_drafts(
    tx: &mut Tx,
    context: &ConsultationContext,
    old: &[Provision],
    new: &[Provision],
    at: Timestamp,
) -> Result<usize> {
    let old_by_text = unique_by_text(old);
    let new_by_text = unique_by_text(new);
    let new_by_anchor: HashMap<&str, &Provision> =
        new.iter().map(|it| (it.anchor.as_str(), it)).collect();
    let mut moved = 0;
    for draft in draft::on_provisions(tx, context.round.id).await? {
        let was = draft
            .content
            .anchor
            .as_deref()
            .and_then(|anchor| old.iter().find(|it| it.anchor == anchor));
        let same_words = was
            .filter(|was| old_by_text.contains_key(was.text.as_str()))
            .and_then(|was| new_by_text.get(was.text.as_str()));
        let same_place = || {
            was.and_then(|was| new_by_anchor.get(was.anchor.as_str()))
                .filter(|now| was.is_some_and(|was| is_same_reworded(was, now, old)))
        };
        let now = same_words.or_else(same_place);
        if now.map(|now| Some(now.anchor.as_str())) == Some(draft.content.anchor.as_deref()) {
            continue;
        }
        let moved_from = match now {
            Some(_) => None,
            None => was.map(|was| was.label.as_str()),
        };
        moved += usize::from(now.is_none());
        let anchor = now.map(|now| now.anchor.as_str());
        draft::relocate(tx, draft.id, anchor, moved_from, at).await?;
    }
    Ok(moved)
}

/// Whether a provision is the other one with some words changed, and not another that took its anchor: norms share
/// many words, so none of the old ones may be more like it.
fn is_same_reworded(was: &Provision, now: &Provision, old: &[Provision]) -> bool {
    let words = |it: &Provision| -> Vec<String> {
        it.text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let new = words(now);
    let likeness = |it: &Provision| {
        let old = words(it);
        let same: usize = similar::capture_diff_slices(similar::Algorithm::Myers, &old, &new)
            .iter()
            .filter_map(|op| match op {
                similar::DiffOp::Equal { len, .. } => Some(*len),
                _ => None,
            })
            .sum();
        // In thousandths of the words of both.
        2000 * same / (old.len() + new.len()).max(1)
    };
    let own = likeness(was);
    was.kind == now.kind
        && own >= 500
        && old
            .iter()
            .filter(|it| it.anchor != was.anchor && it.kind == now.kind)
            .all(|it| likeness(it) < own)
}

/// Provisions whose words come only once.
fn unique_by_text(provisions: &[Provision]) -> HashMap<&str, &Provision> {
    let mut seen: HashMap<&str, (usize, &Provision)> = HashMap::new();
    for provision in provisions {
        let entry = seen
            .entry(provision.text.as_str())
            .or_insert((0, provision));
        entry.0 += 1;
    }
    seen.into_iter()
        .filter(|(_, (times, _))| *times == 1)
        .map(|(text, (_, provision))| (text, provision))
        .collect()
}
