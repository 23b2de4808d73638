//! Entering comments on behalf of their authors: a file, or one from a form. All or none.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use serde_json::json;

use super::{
    Answers, PIECE,
    check::{Checked, check},
};
use crate::{
    Result, Timestamp,
    account::{EmailAddress, StakeholderGroup},
    act::Act,
    actor::Actor,
    comment::Content,
    consultation::{Slug, Stage},
    error::{Problems, Refusal},
    exchange::{self, FileRead, Format, Record},
    id::{CommentId, SubmissionId},
    ops::{
        ConsultationContext, blocking, mail::Written, submission::give_references, tally::Changes,
        text::digest,
    },
    store::{
        Store, Tx, audit,
        comment::{self, New},
        consultation, exchange as store, outbox, submission, text,
    },
    submission::{Publication, Submission, SubmissionState},
};

/// A file that came in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// By its name.
    pub format: Format,
    /// Its name, for the record.
    pub name: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// What its rows do not say of themselves.
    pub answers: Answers,
}

impl Incoming {
    /// A file whose rows came in at a moment by a channel, where they do not say otherwise.
    pub fn of(format: Format, bytes: &[u8], received: Timestamp, channel: &str) -> Self {
        Self {
            format,
            name: format!("comments.{}", format.ending()),
            bytes: bytes.into(),
            answers: Answers {
                received: Some(received),
                channel: channel.to_owned(),
                ..Answers::default()
            },
        }
    }

    /// Reads it beside the threads that answer requests; with the digest of the comments in it.
    pub(super) async fn read(&self) -> Result<(FileRead, String)> {
        let (format, bytes) = (self.format, Arc::clone(&self.bytes));
        let read = blocking(move || {
            let read = exchange::read_file(format, &bytes)?;
            let lines = exchange::write(Format::Jsonl, read.records.iter().map(|(_, it)| it));
            Ok::<_, crate::Error>((read, digest(&lines)))
        });
        read.await?
    }
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// How many comments were stored.
    pub comments: usize,
    /// In how many submissions, begun now or before.
    pub submissions: usize,
    /// The reference of each, in the order of the file.
    pub references: Vec<String>,
    /// How many authors are told by mail.
    pub mails: usize,
}

/// What an author is told: that this was entered in their name.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Where.
    pub context: ConsultationContext,
    /// Whom.
    pub to: EmailAddress,
    /// By which name; may be empty.
    pub author: String,
    /// What.
    pub comments: Vec<EnteredComment>,
    /// When.
    pub at: Timestamp,
}

/// One comment of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredComment {
    /// What people cite.
    pub reference: String,
    /// Of the provision; none: the document as a whole.
    pub label: Option<String>,
    /// What it says.
    pub content: Content,
    /// How it came.
    pub channel: String,
    /// When it came in.
    pub submitted_at: Timestamp,
}

/// What makes a submission: one a round, author, organisation, group, country and publication.
type Key = (
    String,
    String,
    Option<StakeholderGroup>,
    String,
    Option<Publication>,
);

/// Stores the comments of a file, all or none. `compose` writes the mail to an author whose address is in the file;
/// `progress` is told how many of how many are stored.
///
/// # Errors
/// Everything that is wrong, by line and column, up to [`MOST_PROBLEMS`](exchange::MOST_PROBLEMS); `file-again` if the
/// same comments were entered from a file before; [`Refusal::NoText`] and [`Refusal::Frozen`].
pub async fn import(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    file: &Incoming,
    at: Timestamp,
    compose: impl Fn(&Entered) -> Written + Send,
    progress: impl FnMut(usize, usize) + Send,
) -> Result<Imported> {
    // Before the work of reading: who may not, learns nothing.
    let context = ConsultationContext::find(&mut db.read().await?, actor, slug, at).await?;
    actor.may(Act::EnterOnBehalf, context.consultation.id)?;
    let (read, sha256) = file.read().await?;
    let batch = Batch {
        records: read.records,
        name: Some(&file.name),
        sha256: &sha256,
        answers: &file.answers,
    };
    enter_all(db, actor, slug, batch, at, compose, progress).await
}

/// Enters one submission on behalf of its author, from a form. Field errors name the columns.
pub async fn enter(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    record: Record,
    answers: &Answers,
    at: Timestamp,
    compose: impl Fn(&Entered) -> Written + Send,
) -> Result<Imported> {
    let line = exchange::write(Format::Jsonl, [&record]);
    let batch = Batch {
        records: vec![(1, record)],
        name: None,
        sha256: &digest(&line),
        answers,
    };
    let entered = enter_all(db, actor, slug, batch, at, compose, |_, _| {}).await;
    entered.map_err(|error| match error {
        crate::Error::Invalid(mut problems) => {
            // A form has no lines.
            problems.0.iter_mut().for_each(|it| it.line = None);
            problems.into()
        }
        error => error,
    })
}

/// Comments to be entered.
struct Batch<'a> {
    records: Vec<(u64, Record)>,
    /// Of the file; none: from a form.
    name: Option<&'a str>,
    sha256: &'a str,
    answers: &'a Answers,
}

async fn enter_all(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    batch: Batch<'_>,
    at: Timestamp,
    compose: impl Fn(&Entered) -> Written + Send,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<Imported> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::change(&mut tx, actor, slug, Act::EnterOnBehalf, at).await?;
    if context.consultation.stage != Stage::Consulting {
        return Err(Refusal::Frozen.into());
    }
    let version = context.round.version_id.ok_or(Refusal::NoText)?;
    let labels = text::labels(&mut tx, version).await?;
    let anchors = labels
        .iter()
        .map(|(anchor, label)| (label.clone(), anchor.clone()))
        .collect();
    let outcome = check(
        &mut tx,
        &context,
        batch.records,
        &anchors,
        batch.answers,
        at,
    )
    .await?;
    outcome.problems.into_result()?;
    let id = context.consultation.id;
    if let Some(name) = batch.name {
        if let Some(before) = store::imported(&mut tx, id, batch.sha256).await?
            && !batch.answers.again
        {
            let day = before.imported_at.date_naive();
            return Err(Problems::one("again", "file-again", day).into());
        }
        let count = outcome.checked.len();
        store::insert(&mut tx, id, name, batch.sha256, count, at).await?;
    }
    let checked = outcome.checked;
    let references = references(&mut tx, &context, &checked).await?;
    let submissions = submissions(&mut tx, &context, &checked, at).await?;
    let distinct: HashSet<SubmissionId> = submissions.iter().copied().collect();
    let letters = letters(&context, &checked, &references, &submissions, &labels, at);
    let count = i64::try_from(checked.len()).unwrap_or(i64::MAX);
    let first = consultation::take_seq(&mut tx, id, count).await?;
    let total = checked.len();
    let mut changes = Changes::default();
    let comments: Vec<New> = (first..)
        .zip(checked)
        .zip(&references)
        .zip(&submissions)
        .map(|(((seq, it), reference), submission_id)| {
            let content = it.record.content(it.anchor.clone(), it.words);
            let listed = it.words.publication != Some(Publication::NotForPublication);
            changes.count(&content, it.words.group, listed, 1);
            New {
                id: CommentId::new(at),
                consultation_id: id,
                round_id: context.round.id,
                submission_id: *submission_id,
                seq,
                reference: reference.clone(),
                content,
                stakeholder_group: it.words.group,
                listed,
                channel: it.record.channel,
                submitted_at: it.submitted_at,
                submitted_at_text: it.record.submitted_at,
                entered_at: Some(at),
            }
        })
        .collect();
    for (piece, chunk) in comments.chunks(PIECE).enumerate() {
        comment::insert(&mut tx, chunk).await?;
        progress(piece * PIECE + chunk.len(), total);
    }
    changes.apply(&mut tx, version).await?;
    let mails = letters.len();
    for (submission_id, letter) in letters {
        submission::set_email(&mut tx, submission_id, &letter.to).await?;
        let written = compose(&letter);
        let mail = outbox::Mail {
            kind: "entered",
            to: letter.to,
            subject: written.subject,
            text: written.text,
            html: written.html,
        };
        outbox::enqueue(&mut tx, at, mail).await?;
    }
    let entry = audit::Entry {
        act: "comments.import",
        consultation: Some(id),
        subject: slug.as_str(),
        detail: json!({ "comments": total, "submissions": distinct.len(), "sha256": batch.sha256,
            "file": batch.name, "told_by_mail": mails }),
        public: false,
    };
    audit::record(&mut tx, actor, at, entry).await?;
    tx.commit().await?;
    Ok(Imported {
        comments: total,
        submissions: distinct.len(),
        references,
        mails,
    })
}

/// The reference of each: its own, or the next of the round.
async fn references(
    tx: &mut Tx,
    context: &ConsultationContext,
    checked: &[Checked],
) -> Result<Vec<String>> {
    let own = |it: &Checked| !it.record.reference.is_empty();
    let missing = checked.iter().filter(|it| !own(it)).count();
    let reserved: HashSet<&str> = checked
        .iter()
        .map(|it| it.record.reference.as_str())
        .collect();
    let mut given = give_references(tx, context, missing, &reserved)
        .await?
        .into_iter();
    Ok(checked
        .iter()
        .filter_map(|it| {
            if own(it) {
                Some(it.record.reference.clone())
            } else {
                given.next()
            }
        })
        .collect())
}

/// One letter for each submission whose author has an address.
fn letters(
    context: &ConsultationContext,
    checked: &[Checked],
    references: &[String],
    submissions: &[SubmissionId],
    labels: &[(String, String)],
    at: Timestamp,
) -> Vec<(SubmissionId, Entered)> {
    let labels: HashMap<&str, &str> = labels
        .iter()
        .map(|(anchor, label)| (anchor.as_str(), label.as_str()))
        .collect();
    let mut letters: Vec<(SubmissionId, Entered)> = Vec::new();
    let mut known: HashMap<(SubmissionId, &EmailAddress), usize> = HashMap::new();
    for ((it, reference), submission) in checked.iter().zip(references).zip(submissions) {
        let Some(to) = &it.email else { continue };
        let n = *known.entry((*submission, to)).or_insert_with(|| {
            let letter = Entered {
                context: context.clone(),
                to: to.clone(),
                author: it.record.author.clone(),
                comments: Vec::new(),
                at,
            };
            letters.push((*submission, letter));
            letters.len() - 1
        });
        letters[n].1.comments.push(EnteredComment {
            reference: reference.clone(),
            label: it
                .anchor
                .as_deref()
                .and_then(|anchor| labels.get(anchor))
                .map(|label| (*label).to_owned()),
            content: it.record.content(it.anchor.clone(), it.words),
            channel: it.record.channel.clone(),
            submitted_at: it.submitted_at,
        });
    }
    letters
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
    for it in checked {
        let (record, words) = (&it.record, &it.words);
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
                submitted_at: Some(it.submitted_at),
            });
            id
        });
        ids.push(id);
    }
    submission::insert(tx, &new).await?;
    Ok(ids)
}
