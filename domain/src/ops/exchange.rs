//! Comments in and out as files. What is imported was handed in elsewhere and is entered on behalf of its authors.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike as _, NaiveDate, SubsecRound, Utc};
use futures::Stream;
use serde_json::json;

use super::{ConsultationContext, submission::give_references, tally::Changes, text::digest};
use crate::{
    Result, Timestamp,
    account::StakeholderGroup,
    act::Act,
    actor::Actor,
    comment::Content,
    consultation::{Slug, Stage},
    error::{Problems, Refusal},
    exchange::{self, Format, MOST_PROBLEMS, Record, Words, shortened},
    id::{CommentId, SubmissionId},
    permission::{self, Visibility},
    store::{
        Store, Tx, audit,
        comment::{self, Exported, New},
        consultation, submission, text,
    },
    submission::{Publication, Submission, SubmissionState},
};

/// Comments in one piece of an export, and between two reports of progress of an import.
const PIECE: usize = 500;

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// How many comments were stored.
    pub comments: usize,
    /// In how many submissions, begun now or before.
    pub submissions: usize,
    /// The reference of each, in the order of the file.
    pub references: Vec<String>,
}

/// A record that passed every check.
struct Checked {
    record: Record,
    words: Words,
    anchor: Option<String>,
}

/// What makes a submission: one a round, author, organisation, group, country and publication.
type Key = (
    String,
    String,
    Option<StakeholderGroup>,
    String,
    Option<Publication>,
);

/// Stores the comments of a file, all or none. `progress` is told how many of how many are stored.
///
/// # Errors
/// Everything that is wrong, by line and column, up to [`MOST_PROBLEMS`]; [`Refusal::NoText`] and
/// [`Refusal::Frozen`].
pub async fn import(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    format: Format,
    bytes: &[u8],
    at: Timestamp,
    progress: impl FnMut(usize, usize) + Send,
) -> Result<Imported> {
    // Before the work of reading: who may not, learns nothing.
    let context = ConsultationContext::find(&mut db.read().await?, actor, slug, at).await?;
    actor.may(Act::EnterOnBehalf, context.consultation.id)?;
    let records = exchange::read(format, bytes)?;
    store(db, actor, slug, records, &digest(bytes), at, progress).await
}

/// Enters one submission on behalf of its author, from a form. Field errors name the columns.
pub async fn enter(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    record: Record,
    at: Timestamp,
) -> Result<Imported> {
    let line = exchange::write(Format::Jsonl, [&record]);
    let entered = store(
        db,
        actor,
        slug,
        vec![(1, record)],
        &digest(&line),
        at,
        |_, _| {},
    )
    .await;
    entered.map_err(|error| match error {
        crate::Error::Invalid(mut problems) => {
            // A form has no lines.
            problems.0.iter_mut().for_each(|it| it.line = None);
            problems.into()
        }
        error => error,
    })
}

async fn store(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    records: Vec<(u64, Record)>,
    sha256: &str,
    at: Timestamp,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<Imported> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::EnterOnBehalf, at).await?;
    if context.consultation.stage != Stage::Consulting {
        return Err(Refusal::Frozen.into());
    }
    let version = context.round.version_id.ok_or(Refusal::NoText)?;
    let anchors: HashMap<String, String> = text::labels(&mut tx, version)
        .await?
        .into_iter()
        .map(|(anchor, label)| (label, anchor))
        .collect();
    let checked = check(&mut tx, &context, records, &anchors).await?;

    let missing = checked
        .iter()
        .filter(|it| it.record.reference.is_empty())
        .count();
    let reserved: HashSet<&str> = checked
        .iter()
        .map(|it| it.record.reference.as_str())
        .collect();
    let mut given = give_references(&mut tx, &context, missing, &reserved)
        .await?
        .into_iter();
    let references: Vec<String> = checked
        .iter()
        .filter_map(|it| {
            if it.record.reference.is_empty() {
                given.next()
            } else {
                Some(it.record.reference.clone())
            }
        })
        .collect();
    let submissions = submissions(&mut tx, &context, &checked, at).await?;
    let distinct: HashSet<&SubmissionId> = submissions.iter().collect();
    let distinct = distinct.len();
    let count = i64::try_from(checked.len()).unwrap_or(i64::MAX);
    let first = consultation::take_seq(&mut tx, context.consultation.id, count).await?;
    let total = checked.len();
    let mut changes = Changes::default();
    let comments: Vec<New> = (first..)
        .zip(checked)
        .zip(&references)
        .zip(submissions)
        .map(|(((seq, it), reference), submission_id)| {
            let content = Content {
                anchor: it.anchor,
                kind: it.words.kind,
                position: it.words.position,
                body: it.record.body,
                proposed_wording: it.record.proposed_wording,
                rationale: it.record.rationale,
                language: it.record.language,
            };
            let listed = it.words.publication != Some(Publication::NotForPublication);
            changes.count(&content, it.words.group, listed, 1);
            New {
                id: CommentId::new(at),
                consultation_id: context.consultation.id,
                round_id: context.round.id,
                submission_id,
                seq,
                reference: reference.clone(),
                content,
                stakeholder_group: it.words.group,
                listed,
                channel: it.record.channel,
                submitted_at: moment(&it.record.submitted_at).unwrap_or(at),
                submitted_at_text: it.record.submitted_at,
            }
        })
        .collect();
    for (piece, chunk) in comments.chunks(PIECE).enumerate() {
        comment::insert(&mut tx, chunk).await?;
        progress(piece * PIECE + chunk.len(), total);
    }
    changes.apply(&mut tx, version).await?;
    let entry = audit::Entry {
        act: "comments.import",
        consultation: Some(context.consultation.id),
        subject: slug.as_str(),
        detail: json!({ "comments": total, "submissions": distinct, "sha256": sha256 }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(Imported {
        comments: total,
        submissions: distinct,
        references,
    })
}

/// Checks every record against the consultation.
async fn check(
    tx: &mut Tx,
    context: &ConsultationContext,
    records: Vec<(u64, Record)>,
    anchors: &HashMap<String, String>,
) -> Result<Vec<Checked>> {
    // A value with a NUL is refused below; PostgreSQL would not even be asked for it.
    let references: Vec<String> = records
        .iter()
        .map(|(_, record)| record.reference.clone())
        .filter(|it| !it.is_empty() && !it.contains('\0'))
        .collect();
    let taken = comment::taken(tx, context.consultation.id, &references).await?;
    let round = context.round.number.to_string();
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut problems = Problems::default();
    let mut checked = Vec::with_capacity(records.len());
    for (line, record) in records {
        let words = record.check(line, &mut problems);
        if !record.round.is_empty() && record.round != round {
            problems.push_at(line, "round", "round-unknown", shortened(&record.round));
        }
        let anchor = anchors.get(&record.provision).cloned();
        if !record.provision.is_empty() && anchor.is_none() {
            let label = shortened(&record.provision);
            problems.push_at(line, "provision", "label-unknown", label);
        }
        if !record.reference.is_empty() {
            let twice = seen.insert(record.reference.clone(), line).is_some();
            if twice || taken.contains(&record.reference) {
                let cited = shortened(&record.reference);
                problems.push_at(line, "reference", "reference-taken", cited);
            }
        }
        if problems.0.len() >= MOST_PROBLEMS {
            break;
        }
        checked.push(Checked {
            record,
            words,
            anchor,
        });
    }
    problems.0.truncate(MOST_PROBLEMS);
    problems.into_result()?;
    Ok(checked)
}

/// The submission of each record: one that was entered before with the same particulars, or a new one.
async fn submissions(
    tx: &mut Tx,
    context: &ConsultationContext,
    checked: &[Checked],
    at: Timestamp,
) -> Result<Vec<SubmissionId>> {
    let mut known: HashMap<Key, SubmissionId> = submission::on_behalf(tx, context.round.id)
        .await?
        .into_iter()
        .map(|it| {
            let key = (
                it.author,
                it.organisation,
                it.stakeholder_group,
                it.country,
                it.publication,
            );
            (key, it.id)
        })
        .collect();
    let mut new = Vec::new();
    let mut ids = Vec::with_capacity(checked.len());
    for Checked { record, words, .. } in checked {
        let key = (
            record.author.clone(),
            record.organisation.clone(),
            words.group,
            record.country.clone(),
            words.publication,
        );
        let id = *known.entry(key).or_insert_with(|| {
            let id = SubmissionId::new(at);
            new.push(Submission {
                id,
                round_id: context.round.id,
                account_id: None,
                author: record.author.clone(),
                organisation: record.organisation.clone(),
                stakeholder_group: words.group,
                country: record.country.clone(),
                publication: words.publication,
                channel: record.channel.clone(),
                state: SubmissionState::Submitted,
                revision: 1,
                created_at: at,
                submitted_at: Some(moment(&record.submitted_at).unwrap_or(at)),
            });
            id
        });
        ids.push(id);
    }
    submission::insert(tx, &new).await?;
    Ok(ids)
}

/// The moment that an imported text means, if it means one.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let parsed = DateTime::parse_from_rfc3339(text)
        .map(|it| it.with_timezone(&Utc))
        .ok()
        .or_else(|| {
            let day = text.parse::<NaiveDate>().ok()?;
            Some(day.and_hms_opt(0, 0, 0)?.and_utc())
        })?;
    // What neither database nor calendar can hold is no date of a comment.
    (1..=9999)
        .contains(&parsed.year())
        .then(|| parsed.trunc_subsecs(6))
}

/// Whose eyes an export is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything: facilitators, administrators and the command line; recorded. Withdrawn comments are left out, for
    /// the sixteen columns could not tell them from those that stand.
    Everything,
    /// What a visitor may read, masked as for a visitor.
    Public,
}

/// An export under way: a header, then piece after piece, in the order of arrival.
pub struct Export {
    db: Store,
    context: ConsultationContext,
    scope: Scope,
    format: Format,
    at: Timestamp,
    after: i64,
    begun: bool,
}

/// Begins an export.
///
/// # Errors
/// Not found for a public export of a round whose comments visitors may not read (yet).
pub async fn export(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    scope: Scope,
    format: Format,
    at: Timestamp,
) -> Result<Export> {
    let context = ConsultationContext::find(&mut db.read().await?, actor, slug, at).await?;
    match scope {
        Scope::Public => {
            actor.may(Act::ExportPublic, context.consultation.id)?;
            let visibility =
                permission::visibility(&Actor::Visitor, &context.consultation, &context.round, at);
            if visibility == Visibility::Nothing {
                return Err(crate::Error::NotFound);
            }
        }
        Scope::Everything => {
            actor.may(Act::ExportEverything, context.consultation.id)?;
            let mut tx = db.begin().await?;
            let entry = audit::Entry {
                act: "comments.export",
                consultation: Some(context.consultation.id),
                subject: slug.as_str(),
                detail: json!({ "format": format }),
                public: false,
            };
            audit::record(&mut tx, actor, at, entry).await?;
            tx.commit().await?;
        }
    }
    Ok(Export {
        db: db.clone(),
        context,
        scope,
        format,
        at,
        after: 0,
        begun: false,
    })
}

impl Export {
    /// The next piece of the file; none at its end. No connection is held between two pieces: a slow reader
    /// keeps nobody waiting.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let most = i64::try_from(PIECE).unwrap_or(i64::MAX);
        let listed = self.scope == Scope::Public;
        let rows = {
            let mut tx = self.db.read().await?;
            let id = self.context.consultation.id;
            comment::export(&mut tx, id, listed, self.after, most).await?
        };
        if let Some(last) = rows.last() {
            self.after = last.comment.seq;
        } else if self.begun {
            return Ok(None);
        }
        let records: Vec<Record> = rows
            .into_iter()
            .filter_map(|row| self.record(row))
            .collect();
        let mut piece = if self.begun {
            Vec::new()
        } else {
            exchange::header(self.format)
        };
        self.begun = true;
        piece.extend(exchange::write(self.format, &records));
        Ok(Some(piece))
    }

    /// The pieces as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Result<Vec<u8>>> + Send {
        futures::stream::try_unfold(self, |mut export| async move {
            Ok(export.next().await?.map(|piece| (piece, export)))
        })
    }

    fn record(&self, row: Exported) -> Option<Record> {
        let reader = match self.scope {
            Scope::Everything => Actor::Operator,
            Scope::Public => Actor::Visitor,
        };
        let imported = row.comment.account_id.is_none();
        let publication = row.comment.publication;
        let submitted_at = if imported {
            row.submitted_at_text
        } else {
            row.comment
                .submitted_at
                .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
        };
        let ConsultationContext {
            consultation,
            round,
            ..
        } = &self.context;
        let view = permission::view(&reader, consultation, round, self.at, row.comment).ok()?;
        Some(Record {
            reference: view.reference,
            round: round.number.to_string(),
            provision: view.label.unwrap_or_default(),
            kind: text_of(view.content.kind, |it| it.as_str()),
            position: text_of(view.content.position, |it| it.as_str()),
            body: view.content.body,
            proposed_wording: view.content.proposed_wording,
            rationale: view.content.rationale,
            language: view.content.language,
            author: view.by.author,
            organisation: view.by.organisation,
            group: text_of(view.by.group, |it| it.as_str()),
            country: view.by.country,
            publication: text_of(publication, |it| it.as_str()),
            channel: view.channel,
            submitted_at,
        })
    }
}

fn text_of<T>(word: Option<T>, text: impl FnOnce(&T) -> &'static str) -> String {
    word.as_ref().map(text).unwrap_or_default().to_owned()
}
