//! Tagged PDF (PDF/UA-1), typeset by typst inside this process. What people wrote reaches it as data, never as
//! markup; the fonts are carried by the program.

use std::fmt::Write as _;

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

use super::sheet::Document;

/// The template.
const TEMPLATE: &str = include_str!("report.typ");

macro_rules! fonts {
    ($($name:literal),+ $(,)?) => {
        &[$(include_bytes!(concat!("../../fonts/", $name))),+]
    };
}

const FONT_FILES: &[&[u8]] = fonts![
    "PlenarySerif-Regular.ttf",
    "PlenarySerif-Italic.ttf",
    "PlenarySerif-Semibold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-Bold.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSansSC-Regular.ttf",
];

/// Parsed once a process.
static FONTS: LazyLock<(LazyHash<FontBook>, Vec<Font>)> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONT_FILES
        .iter()
        .flat_map(|bytes| Font::iter(Bytes::new(*bytes)))
        .collect();
    (LazyHash::new(FontBook::from_fonts(&fonts)), fonts)
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The PDF.
///
/// # Errors
/// [`Error::Corrupt`] if typst refuses the document, which is a mistake of ours: every value is made printable before.
pub fn write(sheet: &Document, report: &Report) -> Result<Vec<u8>> {
    let mut data = serde_json::to_value(sheet).map_err(|e| Error::Corrupt(e.to_string()))?;
    clean(&mut data);
    // A draft has no date of its own: the opening of the round stands for it.
    let at = report.frozen_at.unwrap_or(report.cover.opens_at);
    let world = TypstWorld::new(data.to_string().into_bytes(), at.date_naive())?;
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

/// Makes every text in the data printable.
fn clean(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => {
            if text.starts_with("<svg") {
                return;
            }
            *text = printable(text);
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(clean),
        serde_json::Value::Object(values) => values.values_mut().for_each(clean),
        _ => {}
    }
}

/// One character that no font has would fail the whole PDF: such characters are named by their code point instead.
/// Control characters and marks that only steer other characters are left out.
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => printable.push(c),
            '\t' => printable.push(' '),
            c if c.is_control() => {}
            // Overrides of direction, joiners, variation selectors, byte-order mark: nothing to see.
            '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}'
            | '\u{ad}' => {}
            c if has_glyph(c) => printable.push(c),
            c => {
                let _ = write!(printable, "[U+{:04X}]", u32::from(c));
            }
        }
    }
    printable
}

fn has_glyph(c: char) -> bool {
    FONTS
        .1
        .iter()
        .any(|font| font.info().coverage.contains(u32::from(c)))
}

/// What typst may see: the template, the data, the fonts. No files, no packages, no clock.
struct TypstWorld {
    main: Source,
    data_id: FileId,
    data: Bytes,
    today: Option<Datetime>,
}

impl TypstWorld {
    fn new(data: Vec<u8>, today: chrono::NaiveDate) -> Result<Self> {
        let file = |name: &str| {
            VirtualPath::new(name)
                .map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
                .map_err(|error| Error::Corrupt(format!("{error:?}")))
        };
        let month = u8::try_from(today.month()).ok();
        let day = u8::try_from(today.day()).ok();
        Ok(Self {
            main: Source::new(file("report.typ")?, TEMPLATE.to_owned()),
            data_id: file("data.json")?,
            data: Bytes::new(data),
            today: month
                .zip(day)
                .and_then(|(month, day)| Datetime::from_ymd(today.year(), month, day)),
        })
    }
}

impl World for TypstWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.0
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
        FONTS.1.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
