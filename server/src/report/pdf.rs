//! Tagged PDF (PDF/UA-1), typeset by typst inside this process. What people wrote reaches it as data, never as
//! markup; the fonts are carried by the program.

use std::sync::LazyLock;

use chrono::{Datelike, Timelike};
use domain::{Error, Result, report::Report};
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{fonts::Fonts, setting, sheet::Document};

/// The template.
const TEMPLATE: &str = include_str!("report.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The PDF, set in these fonts.
///
/// # Errors
/// [`Error::Corrupt`] if typst refuses the document, which is a mistake of ours: every value is made printable before.
pub fn write(sheet: &Document, report: &Report, fonts: &Fonts) -> Result<Vec<u8>> {
    let data = setting::data(sheet, fonts)?;
    // A draft has no date of its own: the opening of the round stands for it.
    let at = report.frozen_at.unwrap_or(report.cover.opens_at);
    let world = TypstWorld::new(data.to_string().into_bytes(), at.date_naive(), fonts)?;
    let made = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|errors| refused(&errors));
    // What typst remembers of this document is of no use to the next.
    let pdf = made.and_then(|document| {
        let options = PdfOptions {
            ident: Smart::Custom(report.cover.slug.clone()),
            timestamp: datetime(at).map(Timestamp::new_utc),
            standards: PdfStandards::new(&[PdfStandard::Ua_1])
                .map_err(|error| Error::Corrupt(format!("{error:?}")))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors))
    });
    typst::comemo::evict(0);
    pdf
}

fn datetime(at: domain::Timestamp) -> Option<Datetime> {
    Datetime::from_ymd_hms(
        at.year(),
        u8::try_from(at.month()).ok()?,
        u8::try_from(at.day()).ok()?,
        u8::try_from(at.hour()).ok()?,
        u8::try_from(at.minute()).ok()?,
        u8::try_from(at.second()).ok()?,
    )
}

fn refused(errors: &[SourceDiagnostic]) -> Error {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Error::Corrupt(format!(
        "the report cannot be typeset: {}",
        messages.join("; ")
    ))
}

/// What typst may see: the template, the data, the fonts. No files, no packages, no clock.
struct TypstWorld<'f> {
    fonts: &'f Fonts,
    main: Source,
    data_id: FileId,
    data: Bytes,
    today: Option<Datetime>,
}

impl<'f> TypstWorld<'f> {
    fn new(data: Vec<u8>, today: chrono::NaiveDate, fonts: &'f Fonts) -> Result<Self> {
        let file = |name: &str| {
            VirtualPath::new(name)
                .map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
                .map_err(|error| Error::Corrupt(format!("{error:?}")))
        };
        let month = u8::try_from(today.month()).ok();
        let day = u8::try_from(today.day()).ok();
        Ok(Self {
            fonts,
            main: Source::new(file("report.typ")?, TEMPLATE.to_owned()),
            data_id: file("data.json")?,
            data: Bytes::new(data),
            today: month
                .zip(day)
                .and_then(|(month, day)| Datetime::from_ymd(today.year(), month, day)),
        })
    }
}

impl World for TypstWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
