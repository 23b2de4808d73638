//! Comments in and out as files. What is imported was handed in elsewhere and is entered on behalf of its authors.

/// What the values of a file mean for a consultation.
mod check;
/// Entering.
mod import;
/// Looking at a file before it is entered.
mod preview;

use std::collections::HashMap;

use futures::Stream;
use rust_xlsxwriter::XlsxError;
use serde_json::json;
use tokio::sync::Semaphore;

use super::ConsultationContext;
use crate::{
    Result, Timestamp,
    act::Act,
    actor::Actor,
    comment::Comment,
    consultation::Slug,
    exchange::{self, Format, Record, workbook::Writer},
    paging::Seek,
    permission::Visibility,
    query::Filter,
    store::{Store, audit, comment, query::CommentQuery},
};

pub use check::{Answers, Needs};
pub use import::{Entered, EnteredComment, Imported, Incoming, enter, import};
pub use preview::{Kept, Preview, Row, keep, kept, preview, sweep};

/// Workbooks that are made at the same time.
static WORKBOOKS: Semaphore = Semaphore::const_new(2);

/// Comments in one piece of an export, and between two reports of progress of an import.
const PIECE: usize = 500;

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
            if context.readable(&Actor::Visitor, at).most(None) == Visibility::Nothing {
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
        if self.format == Format::Xlsx {
            return Box::pin(self.workbook()).await;
        }
        let Some(records) = self.records().await? else {
            return Ok(None);
        };
        let mut piece = if self.begun {
            Vec::new()
        } else {
            exchange::header(self.format)
        };
        self.begun = true;
        piece.extend(exchange::write(self.format, &records));
        Ok(Some(piece))
    }

    /// All of it in one piece: a workbook is an archive, whose directory comes last.
    async fn workbook(&mut self) -> Result<Option<Vec<u8>>> {
        let fault = |error: XlsxError| crate::Error::Corrupt(error.to_string());
        // Each is held in memory whole: of many that are asked for, the others wait.
        let _place = WORKBOOKS.acquire().await;
        let mut writer = Writer::new().map_err(fault)?;
        let mut any = false;
        while let Some(records) = self.records().await? {
            self.begun = true;
            any = true;
            for record in &records {
                writer.add(record).map_err(fault)?;
            }
        }
        if !any {
            return Ok(None);
        }
        super::blocking(|| writer.finish())
            .await?
            .map(Some)
            .map_err(fault)
    }

    /// The next records; none at the end, but for a first time that is empty.
    async fn records(&mut self) -> Result<Option<Vec<Record>>> {
        let most = i64::try_from(PIECE).unwrap_or(i64::MAX);
        let reader = match self.scope {
            Scope::Everything => Actor::Operator,
            Scope::Public => Actor::Visitor,
        };
        let (comments, mut times) = {
            let mut tx = self.db.read().await?;
            let filter = Filter::default();
            let query = CommentQuery {
                // A file has no place for a comment without words.
                places: false,
                ..self.context.comments(&reader, &filter, self.at)?
            };
            let comments = query
                .page(&mut tx, Seek::After(self.after), most)
                .await?
                .items;
            let id = self.context.consultation.id;
            let times = match (comments.first(), comments.last()) {
                (Some(first), Some(last)) => {
                    comment::imported_times(&mut tx, id, (first.seq, last.seq)).await?
                }
                _ => Vec::new(),
            };
            (comments, times.into_iter().collect::<HashMap<_, _>>())
        };
        if let Some(last) = comments.last() {
            self.after = last.seq;
        } else if self.begun {
            return Ok(None);
        }
        let records = comments.into_iter().filter_map(|it| {
            let time = times.remove(&it.seq).unwrap_or_default();
            self.record(&reader, it, time)
        });
        Ok(Some(records.collect()))
    }

    /// The pieces as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Result<Vec<u8>>> + Send {
        futures::stream::try_unfold(self, |mut export| async move {
            Ok(export.next().await?.map(|piece| (piece, export)))
        })
    }

    /// A line of the file; `time`: exactly as it was imported.
    fn record(&self, reader: &Actor, comment: Comment, time: String) -> Option<Record> {
        // What was imported goes out as it came in, unless it said nothing.
        let as_imported = comment.account_id.is_none() && !time.trim().is_empty();
        let publication = comment.publication;
        let round = self.context.rounds.of(comment.round_id)?.clone();
        let view = self.context.view(reader, self.at, comment).ok()?;
        let submitted_at = if view.day_alone {
            round.date(view.submitted_at)
        } else if as_imported {
            time
        } else {
            view.submitted_at
                .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
        };
        let verified = match view.by.verification() {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        Some(Record {
            reference: view.reference,
            round: view.round.to_string(),
            provision: view.label.unwrap_or_default(),
            author: view.by.author,
            verified: verified.to_owned(),
            organisation: view.by.organisation,
            group: text_of(view.by.group, |it| it.as_str()),
            country: view.by.country,
            publication: text_of(publication, |it| it.as_str()),
            channel: view.channel,
            submitted_at,
            ..Record::of_content(view.content)
        })
    }
}

fn text_of<T>(word: Option<T>, text: impl FnOnce(&T) -> &'static str) -> String {
    word.as_ref().map(text).unwrap_or_default().to_owned()
}
