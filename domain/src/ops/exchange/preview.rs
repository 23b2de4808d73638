//! Looking at a file before it is entered: each row with what it is on, what will happen, and what deserves a second
//! look. Nothing of the consultation is changed.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::TimeDelta;

use super::{
    Answers, Incoming, Needs,
    check::{Outcome, check},
};
use crate::{
    Error, Result, Timestamp,
    act::Act,
    actor::Actor,
    consultation::{Slug, Stage},
    error::{Problems, Refusal},
    exchange::{Manner, Record},
    id::RecordId,
    ops::ConsultationContext,
    store::{
        Store, comment,
        exchange::{self as store, Before},
        text,
    },
    text::{Provision, ProvisionKind, plain},
};

/// A file waits this long to be entered.
const KEPT: TimeDelta = TimeDelta::days(1);

/// A file as it would be entered.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Into which consultation.
    pub context: ConsultationContext,
    /// How it was read.
    pub manner: Manner,
    /// Every row, in the order of the file.
    pub rows: Vec<Row>,
    /// What keeps it from being entered, beside what is asked.
    pub problems: Problems,
    /// What deserves a look, by line.
    pub doubts: Problems,
    /// What has to be answered first.
    pub needs: Needs,
    /// The same comments were entered from a file before.
    pub before: Option<Before>,
    /// How many authors will be told by mail.
    pub mails: usize,
}

/// A row as it would be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the file, or the row of the sheet.
    pub line: u64,
    /// What it says.
    pub record: Record,
    /// The heading over the provision it is on, and the provision's first words; none: the document as a whole, or a
    /// label that is not known.
    pub on: Option<(String, String)>,
    /// When it came in, as far as that is known; late if after the close.
    pub submitted_at: Option<Timestamp>,
}

/// Reads a file and holds it against the consultation, as [`import`](super::import) would.
///
/// # Errors
/// What is wrong with the form of the file; [`Refusal::NoText`] and [`Refusal::Frozen`].
pub async fn preview(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    file: &Incoming,
    at: Timestamp,
) -> Result<Preview> {
    let context = ConsultationContext::find(&mut db.read().await?, actor, slug, at).await?;
    actor.may(Act::EnterOnBehalf, context.consultation.id)?;
    let (read, sha256) = file.read().await?;
    let mut tx = db.read().await?;
    if context.consultation.stage != Stage::Consulting {
        return Err(Refusal::Frozen.into());
    }
    let version = context.round.version_id.ok_or(Refusal::NoText)?;
    let provisions = text::provisions(&mut tx, version).await?;
    let anchors: HashMap<String, String> = provisions
        .iter()
        .map(|it| (it.label.clone(), it.anchor.clone()))
        .collect();
    let entered = comment::entered(&mut tx, context.round.id).await?;
    let records = read.records.clone();
    let Outcome {
        checked,
        needs,
        mut problems,
    } = check(&mut tx, &context, records, &anchors, &file.answers, at).await?;
    // What is asked stands above the rows, once.
    problems.0.retain(|it| {
        !matches!(
            it.code.as_str(),
            "channel-missing" | "date-missing" | "date-unreadable" | "date-two-days"
        )
    });
    let before = store::imported(&mut tx, context.consultation.id, &sha256).await?;
    let mut doubts = tenths(&read.records, &anchors);
    let mut known: HashMap<(&str, &str), &str> = HashMap::new();
    for it in &entered {
        known.insert((&it.body, &it.label), &it.reference);
    }
    let moments: HashMap<u64, Timestamp> = checked
        .iter()
        .map(|it| (it.line, it.submitted_at))
        .collect();
    let told: HashSet<_> = checked.iter().filter_map(|it| it.email.as_ref()).collect();
    let places = places(&provisions);
    let mut rows = Vec::with_capacity(read.records.len());
    let mut seen: HashMap<(&str, &str, &str), u64> = HashMap::new();
    for (line, record) in &read.records {
        let label = record.provision.trim();
        if let Some(reference) = known.get(&(record.body.as_str(), label)) {
            doubts.push_at(*line, "body", "entered-before", reference);
        }
        let key = (record.body.as_str(), label, record.author.as_str());
        if let Some(first) = seen.get(&key) {
            doubts.push_at(*line, "body", "row-twice", first);
        } else {
            seen.insert(key, *line);
        }
        rows.push(Row {
            line: *line,
            record: record.clone(),
            on: anchors
                .get(label)
                .and_then(|anchor| places.get(anchor.as_str()))
                .cloned(),
            submitted_at: moments.get(line).copied(),
        });
    }
    doubts.0.sort_by_key(|it| it.line);
    Ok(Preview {
        context,
        manner: read.manner,
        rows,
        problems,
        doubts,
        needs,
        before,
        mails: told.len(),
    })
}

/// For each provision the heading over it and its own first words.
fn places(provisions: &[Provision]) -> HashMap<&str, (String, String)> {
    let by_anchor: HashMap<&str, &Provision> = provisions
        .iter()
        .map(|it| (it.anchor.as_str(), it))
        .collect();
    let heading = |it: &Provision| {
        let mut at = Some(it);
        while let Some(it) = at {
            if it.kind == ProvisionKind::Heading {
                return beginning(&plain(&it.text));
            }
            at = it
                .parent
                .as_deref()
                .and_then(|it| by_anchor.get(it))
                .copied();
        }
        String::new()
    };
    provisions
        .iter()
        .map(|it| {
            let words = if it.kind == ProvisionKind::Heading {
                String::new()
            } else {
                beginning(&plain(&it.text))
            };
            (it.anchor.as_str(), (heading(it), words))
        })
        .collect()
}

fn beginning(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let beginning: String = text.chars().take(MOST).collect();
    format!("{beginning}…")
}

/// Spreadsheets make 3.1 of 3.10. Where the text has both and the file only ever says 3.1, somebody should look.
fn tenths(records: &[(u64, Record)], anchors: &HashMap<String, String>) -> Problems {
    let cited: HashSet<&str> = records.iter().map(|(_, it)| it.provision.trim()).collect();
    let mut doubts = Problems::default();
    for (line, record) in records {
        let label = record.provision.trim();
        let tenth = format!("{label}0");
        let number = label.contains('.') && label.parse::<f64>().is_ok();
        if number && anchors.contains_key(&tenth) && !cited.contains(tenth.as_str()) {
            doubts.push_at(*line, "provision", "label-tenth", tenth);
        }
    }
    doubts
}

/// A file that waits to be entered.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its key.
    pub id: RecordId,
    /// The file, with no answers yet.
    pub file: Incoming,
}

/// Keeps a file for the step after looking at it, for whoever sent it. Answers its key.
///
/// # Errors
/// Not from the command line, which has the file at hand.
pub async fn keep(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    file: &Incoming,
    at: Timestamp,
) -> Result<RecordId> {
    let mut tx = db.begin().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::EnterOnBehalf, context.consultation.id)?;
    let account = actor.signed_in()?.id;
    let id = RecordId::new(at);
    let row = store::KeptFile {
        file_name: file.name.clone(),
        format: file.format,
        bytes: file.bytes.to_vec(),
    };
    store::keep(&mut tx, id, context.consultation.id, account, &row, at).await?;
    tx.commit().await?;
    Ok(id)
}

/// A file that one sent before.
///
/// # Errors
/// [`Error::NotFound`] if it was somebody else, for another consultation, or more than a day ago.
pub async fn kept(
    db: &Store,
    actor: &Actor,
    slug: &Slug,
    id: RecordId,
    at: Timestamp,
) -> Result<Kept> {
    let mut tx = db.read().await?;
    let context = ConsultationContext::find(&mut tx, actor, slug, at).await?;
    actor.may(Act::EnterOnBehalf, context.consultation.id)?;
    let account = actor.signed_in()?.id;
    let row = store::kept(&mut tx, id, context.consultation.id, account, at - KEPT)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Kept {
        id,
        file: Incoming {
            format: row.format,
            name: row.file_name,
            bytes: Arc::from(row.bytes),
            answers: Answers::default(),
        },
    })
}

/// Forgets files that nobody entered.
pub async fn sweep(db: &Store, at: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    store::delete_kept(&mut tx, at - KEPT).await?;
    tx.commit().await
}
